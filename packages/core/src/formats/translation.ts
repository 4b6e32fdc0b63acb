import type { Transcript, Utterance } from '../model.ts';
import { listOf, recordOf, textOf } from './reading.ts';

/** Returns the language codes of translated utterances, sorted; empty if utterances are not translated. */
export function translationsOf(transcript: Transcript): string[] {
  const languages = listOf<Utterance>(transcript.utterances).flatMap((utterance) => [...textsOf(utterance).keys()]);
  return [...new Set(languages)].sort();
}

/**
 * Returns a copy of the transcript in `language`. Utterances keep their times and speakers, and have no words, because the
 * API does not return times of translated words. Utterances without a translation are unchanged.
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
