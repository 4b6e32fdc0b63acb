import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Languages that the piece is translated into. The platform reads `<language>.json`. */
export const LANGUAGES = ['de', 'es', 'fr', 'ja', 'nl', 'pt'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Translations by their English text. */
export type Dictionary = Readonly<Record<string, string>>;

/** English text of an example at the end of a description, with the example as `{example}`. */
export const EXAMPLE = 'Example: {example}';

/** The platform looks a text up by its first characters. */
const KEY_CHARACTERS = 512;

/** The key under which the platform looks a text up. */
export const keyOf = (text: string): string => text.slice(0, KEY_CHARACTERS);

const CORE = pathToFileURL(createRequire(import.meta.url).resolve('@aai-connectors/core/package.json'));

const read = (path: string, base: string | URL): Dictionary =>
  JSON.parse(readFileSync(new URL(path, base), 'utf8')) as Dictionary;

/** The translations of the catalogue's texts, which are kept beside the catalogue. */
export const catalogueDictionary = (language: Language): Dictionary =>
  read(`src/catalogue/i18n/${language}.json`, CORE);

/** The translations of the piece's own texts. */
export const ownDictionary = (language: Language): Dictionary => read(`../i18n/${language}.json`, import.meta.url);

/**
 * The translation of a text as forms show it. A description consists of sentences that are translated one by one.
 *
 * @returns `undefined` unless each sentence has a translation, so that no text mixes two languages
 */
export function translationOf(text: string, dictionary: Dictionary): string | undefined {
  const whole = dictionary[text];
  if (whole !== undefined) return whole;
  const [, example] = /^Example: (.+)$/s.exec(text) ?? [];
  if (example !== undefined) return dictionary[EXAMPLE]?.replace('{example}', () => example);
  for (const [sentence, translation] of Object.entries(dictionary)) {
    if (!sentence.endsWith('.') || !text.startsWith(`${sentence} `)) continue;
    const rest = translationOf(text.slice(sentence.length + 1), dictionary);
    // Japanese has no space between sentences.
    if (rest !== undefined) return `${translation}${translation.endsWith('。') ? '' : ' '}${rest}`;
  }
  return undefined;
}

/** The content of a language file of the platform. A text without a translation is left out, and stays in English. */
export const languageFile = (texts: readonly string[], dictionary: Dictionary): Dictionary =>
  Object.fromEntries(
    texts.flatMap((text) => {
      const translation = translationOf(text, dictionary);
      return translation === undefined ? [] : [[keyOf(text), translation]];
    }),
  );

/** The entries of a dictionary that no form shows, as a whole text or as a sentence of one. */
export const staleKeys = (texts: readonly string[], dictionary: Dictionary): readonly string[] =>
  Object.keys(dictionary).filter((key) => !texts.some((text) => text === key || hasSentence(text, key)));

const hasSentence = (text: string, sentence: string): boolean =>
  sentence === EXAMPLE
    ? `. ${text}`.includes('. Example: ')
    : sentence.endsWith('.') && `. ${text} `.includes(`. ${sentence} `);
