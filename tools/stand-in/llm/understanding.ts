import { plain, type Utterance, type Word } from '../audio-model.ts';
import type { UnderstandingRequest } from '../contract/transcript-request.ts';
import { actionItemsIn, MARK, sentencesIn } from './quoting.ts';

export interface Understandable {
  readonly text: string;
  readonly words: readonly Word[];
  readonly utterances: readonly Utterance[] | null;
}

export interface Understood {
  readonly response: Record<string, unknown>;
  readonly words: readonly Word[];
  readonly utterances: readonly Utterance[] | null;
  readonly translated_texts?: Readonly<Record<string, string>>;
}

/** Speech Understanding without a model. The shapes are the API's; the contents quote the transcript and say so. */
export function understand(request: UnderstandingRequest, transcript: Understandable): Understood {
  const names = request.speaker_identification === undefined ? {} : namesFor(request, transcript);
  const named = <W extends Word>(word: W): W => ({ ...word, speaker: names[word.speaker ?? ''] ?? word.speaker });
  const words = transcript.words.map(named);
  const utterances = transcript.utterances?.map((turn) => ({ ...named(turn), words: turn.words.map(named) })) ?? null;

  const response: Record<string, unknown> = {};
  if (request.speaker_identification !== undefined) {
    response['speaker_identification'] = { mapping: names, status: 'success' };
  }
  if (request.custom_formatting !== undefined) {
    response['custom_formatting'] = { ...formatted(transcript.text), status: 'success' };
  }
  if (request.summarization !== undefined) {
    const sentences = sentencesIn(transcript.text).slice(0, 3);
    response['summarization'] = { status: 'success', summary: sentences.map((sentence) => `${MARK} ${sentence}`) };
  }
  if (request.action_items !== undefined) {
    const items = actionItemsIn(transcript.text);
    response['action_items'] = { status: 'success', items: items.map((sentence) => `${MARK} ${sentence}`) };
  }
  if (request.translation === undefined) return { response, words, utterances };

  response['translation'] = { status: 'success' };
  const { target_languages: languages, match_original_utterance: matched } = request.translation;
  const into = (text: string): Record<string, string> =>
    Object.fromEntries(languages.map((language) => [language, `[stand-in: not translated into ${language}] ${text}`]));
  return {
    response,
    words,
    utterances:
      matched === true && utterances !== null
        ? utterances.map((turn) => ({ ...turn, translated_texts: into(turn.text) }))
        : utterances,
    translated_texts: into(transcript.text),
  };
}

/** The stand-in does not detect dates, numbers or addresses, so it marks one word as replaced. */
function formatted(text: string): { readonly mapping: Record<string, string>; readonly formatted_text: string } {
  const [word = '', ...rest] = text.split(' ');
  const replacement = `[stand-in: not formatted] ${word}`;
  if (word === '') return { mapping: {}, formatted_text: text };
  return { mapping: { [word]: replacement }, formatted_text: [replacement, ...rest].join(' ') };
}

/** Speaker → name. Someone who says a name or role is that one; the others follow in the order they speak. */
function namesFor(
  { speaker_identification: wanted }: UnderstandingRequest,
  transcript: Understandable,
): Record<string, string> {
  const given = wanted?.known_values ?? wanted?.speakers?.map(({ name, role }) => name ?? role ?? '') ?? [];
  const free = given.filter((name) => name !== '');
  const speakers = [...new Set((transcript.utterances ?? []).map(({ speaker }) => speaker))];
  const mapping: Record<string, string> = {};
  for (const speaker of speakers) {
    const words = new Set(
      (transcript.utterances ?? [])
        .filter((turn) => turn.speaker === speaker)
        .flatMap((turn) => turn.text.split(' ').map(plain)),
    );
    const said = free.find((name) => name.split(' ').every((part) => words.has(plain(part))));
    const name = said ?? free[0];
    if (name === undefined) break;
    mapping[speaker] = name;
    free.splice(free.indexOf(name), 1);
  }
  return mapping;
}
