import { type Entity, groupWords, meanConfidence, spanOf, textOf, type Utterance, type Word } from '../audio-model.ts';
import { byChannel, type TranscriptRequest } from '../contract/transcript-request.ts';
import type { Spoken } from '../engines/engine.ts';
import { intelligenceOf } from '../intelligence/intelligence.ts';
import { understand } from '../llm/understanding.ts';
import { type Redaction, spell, spelledAsSpoken } from './spelling.ts';

/** A job that ends in `status: "error"`; the message is what `error` says. */
export class JobFailure extends Error {}

/** What a completed job adds to the transcript. */
export interface Result {
  readonly words: readonly Word[];
  readonly utterances: readonly Utterance[] | null;
  readonly redactions: readonly Redaction[];
  /** Response fields other than the words and what is counted from them. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Applies the request's options to what was said. */
export function resultOf(request: TranscriptRequest, spoken: Spoken): Result {
  const from = request.audio_start_from ?? 0;
  const to = request.audio_end_at ?? Number.POSITIVE_INFINITY;
  const inside = ({ start, end }: { start: number; end: number }): boolean => start >= from && end <= to;
  const whole = from === 0 && to >= spoken.durationMs;
  // Recorded answers are about the whole recording.
  const recorded = whole ? spoken.recorded : {};

  const said = spoken.words.filter(inside).map((word) => withSpeaker(word, request));
  checkSpeech(request, said, Math.min(to, spoken.durationMs) - from);
  const language = languageOf(request, spoken, said);

  const entities: Entity[] = spoken.entities.filter(inside);
  const { words, redactions } = spell(said, request, entities);
  const speakersKnown = request.speaker_labels === true || byChannel(request);
  const asRecorded = request.speaker_labels === true && spelledAsSpoken(request) ? recorded.utterances : undefined;
  const utterances = speakersKnown ? (asRecorded ?? utterancesOf(words)) : null;
  const fields = {
    text: textOf(words),
    confidence: meanConfidence(words),
    audio_duration: Math.round(spoken.durationMs / 1000),
    ...language,
    ...(byChannel(request) && { audio_channels: spoken.channels }),
    ...intelligenceOf(request, said, entities, recorded),
  };
  const understanding = request.speech_understanding;
  if (understanding === undefined) return { words, utterances, redactions, fields };
  const understood = understand(understanding.request, { text: fields.text, words, utterances });
  return {
    words: understood.words,
    utterances: understood.utterances,
    redactions,
    fields: {
      ...fields,
      speech_understanding: { request: understanding.request, response: understood.response },
      ...(understood.translated_texts !== undefined && { translated_texts: understood.translated_texts }),
    },
  };
}

/** With multichannel, the channel stands where the speaker would. */
function withSpeaker(word: Word, request: TranscriptRequest): Word {
  if (byChannel(request)) return { ...word, speaker: word.channel ?? '1', channel: word.channel ?? '1' };
  return { ...word, speaker: request.speaker_labels === true ? word.speaker : null };
}

export const utterancesOf = (words: readonly Word[]): Utterance[] =>
  groupWords(words, (before, after) => before.speaker !== after.speaker).map((turn) => {
    const span = spanOf(turn);
    return { ...span, speaker: span.speaker ?? 'A' };
  });

/** Contract: `rest.md` 4.1, in the documentation's words. */
function checkSpeech(
  { speech_threshold: threshold }: TranscriptRequest,
  words: readonly Word[],
  durationMs: number,
): void {
  if (threshold === undefined || threshold === null || threshold === 0) return;
  const speech = words.reduce((sum, { start, end }) => sum + end - start, 0);
  const share = durationMs > 0 ? Math.min(1, speech / durationMs) : 0;
  if (share >= threshold) return;
  throw new JobFailure(
    `Audio speech threshold ${share.toFixed(4)} is below the requested speech threshold value ${decimal(threshold)}`,
  );
}

const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));

/** The language of a recording is known. The mean confidence of its words serves as language confidence. */
function languageOf(request: TranscriptRequest, spoken: Spoken, words: readonly Word[]): Record<string, unknown> {
  if (request.language_detection !== true) return { language_code: request.language_code ?? spoken.languageCode };
  const confidence = meanConfidence(words) ?? 0;
  const threshold = request.language_confidence_threshold ?? 0;
  if (confidence < threshold) {
    throw new JobFailure(
      `Language confidence ${confidence} is below the requested language confidence threshold value ${decimal(threshold)}`,
    );
  }
  return { language_code: spoken.languageCode.split('_')[0], language_confidence: confidence };
}
