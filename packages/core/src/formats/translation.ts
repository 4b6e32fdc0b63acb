import type { Transcript, Utterance } from '../model.ts';
import { listOf, recordOf, textOf } from './reading.ts';

/** Language codes that at least one utterance was translated into, sorted; empty without utterance-wise translation. */
export function translationsOf(transcript: Transcript): string[] {
  const languages = listOf<Utterance>(transcript.utterances).flatMap((utterance) => [...textsOf(utterance).keys()]);
  return [...new Set(languages)].sort();
}

/**
 * The transcript as if it had been spoken in `language`: each utterance keeps its times and its speaker, and its words
 * share its time by their length, since the API times no translated words. An utterance without a translation stays as
 * it was.
 */
export function translatedInto(transcript: Transcript, language: string): Transcript {
  const utterances = listOf<Utterance>(transcript.utterances).map((utterance): Utterance => {
    const text = textsOf(utterance).get(language);
    return text === undefined ? utterance : { ...utterance, text, words: [] };
  });
  const whole = textsOf(transcript).get(language);
  return {
    ...transcript,
    language_code: language,
    text: whole ?? utterances.map(({ text }) => textOf(text)).join(' '),
    utterances,
    words: [],
  };
}

const textsOf = ({ translated_texts: texts }: Pick<Transcript, 'translated_texts'>): Map<string, string> =>
  new Map(
    Object.entries(recordOf(texts) ?? {}).filter(
      (entry): entry is [language: string, text: string] => typeof entry[1] === 'string',
    ),
  );
