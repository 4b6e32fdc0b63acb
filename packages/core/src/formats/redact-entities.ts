import type { Entity, Transcript, Utterance, Word } from '../model.ts';
import { listOf, MAX_LEVELS, numberOf, textOf } from './reading.ts';
import { cleanText, joinWords, spacesBefore } from './text.ts';

export interface RedactEntitiesOptions {
  /** Only entities of these types, such as `person_name`. @default all */
  readonly entityTypes?: readonly string[] | undefined;
  /** What stands in an entity's place. @default its type in brackets: `[PERSON_NAME]` */
  readonly mask?: ((entity: Entity) => string) | undefined;
}

/**
 * A copy of the transcript in which the entities the API found are masked: in words and utterances by their times, and
 * by their text everywhere else. Ids, links and the original stay as they are. Every format can be made from it.
 *
 * It masks what entity detection found and no more: where nothing may slip through, let the API redact (`redact_pii`).
 * Never throws. Source: `cookbooks.md` C40.
 */
export function redactEntities(
  transcript: Transcript,
  { entityTypes, mask = ({ entity_type }) => `[${entity_type.toUpperCase()}]` }: RedactEntitiesOptions = {},
): Transcript {
  const masks = listOf<Readonly<Record<string, unknown>>>(transcript.entities)
    .map(entityOf)
    .filter(({ entity_type, text }) => cleanText(text) !== '' && (entityTypes?.includes(entity_type) ?? true))
    .map((entity) => ({ ...entity, mask: mask(entity) }));
  if (masks.length === 0) return transcript;

  const maskText = textMasker(masks);
  const { words, utterances, ...rest } = transcript;
  const others = Object.entries(rest).map(([key, value]) => {
    const isSetting = typeof value === 'string' && key !== 'text' && key !== 'summary';
    return [key, isSetting ? value : maskStrings(value, maskText)];
  });
  return {
    ...transcript,
    ...(Object.fromEntries(others) as Partial<Transcript>),
    ...('words' in transcript && { words: maskWords(words, masks, maskText) }),
    ...('utterances' in transcript && {
      utterances: Array.isArray(utterances)
        ? listOf<Utterance>(utterances).map((utterance) => maskUtterance(utterance, masks, maskText))
        : (maskStrings(utterances, maskText) as null),
    }),
  };
}

interface Mask extends Entity {
  readonly mask: string;
}

const entityOf = (entity: Readonly<Record<string, unknown>>): Entity => ({
  ...entity,
  entity_type: cleanText(entity['entity_type']) || 'redacted',
  text: textOf(entity['text']),
  start: numberOf(entity['start']) ?? 0,
  end: numberOf(entity['end']) ?? 0,
});

/** Longest first, so that "Ann Lee" is not left as "[NAME] Lee". */
function textMasker(masks: readonly Mask[]): (text: string) => string {
  const byText = new Map(masks.map((item) => [plain(item.text), item.mask]));
  const alternatives = [...byText.keys()].sort((a, b) => b.length - a.length).map(patternOf);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  return (text) => text.replace(pattern, (found) => byText.get(plain(found)) ?? '[REDACTED]');
}

const plain = (text: string): string => cleanText(text).toLowerCase();

const patternOf = (text: string): string =>
  text
    .replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
    .split(' ')
    .join('\\s+');

/** The words of an entity become one; punctuation after the last is kept. Items that are no words are left out. */
function maskWords(value: unknown, masks: readonly Mask[], maskText: (text: string) => string): readonly Word[] {
  if (!Array.isArray(value)) return maskStrings(value, maskText) as readonly Word[];
  const masked: Word[] = [];
  let previous: Mask | undefined;
  for (const word of listOf<Word>(value)) {
    const start = numberOf(word.start) ?? Infinity;
    const end = numberOf(word.end) ?? -Infinity;
    const found = masks.find((item) => start < item.end && end > item.start);
    const tail = /[.,;:!?…]+$/u.exec(textOf(word.text))?.[0] ?? '';
    if (found === undefined) {
      masked.push({ ...word, text: maskStrings(word.text, maskText) as string });
    } else if (found === previous) {
      const last = masked.pop()!;
      masked.push({ ...last, text: `${found.mask}${tail}`, end: word.end });
    } else {
      masked.push({ ...word, text: `${found.mask}${tail}` });
    }
    previous = found;
  }
  return masked;
}

function maskUtterance(utterance: Utterance, masks: readonly Mask[], maskText: (text: string) => string): Utterance {
  const { words, ...rest } = utterance;
  if (listOf(words).length === 0) return maskStrings(utterance, maskText) as Utterance;
  const masked = maskWords(words, masks, maskText);
  const texts = masked.map(({ text }) => textOf(text));
  const spaced = spacesBefore(texts, textOf(utterance.text));
  const text = joinWords(texts.map((word, index) => ({ text: word, spaced: spaced[index]! })));
  return {
    ...(maskStrings(rest, maskText) as Omit<Utterance, 'words'>),
    text: maskText(text),
    words: masked,
  };
}

/** Every string in `value`, as deep as formats read; what lies deeper is left out, since it could hold anything. */
function maskStrings(value: unknown, maskText: (text: string) => string, level = 0): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (level >= MAX_LEVELS) return null;
  if (Array.isArray(value)) return value.map((item: unknown) => maskStrings(item, maskText, level + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskStrings(item, maskText, level + 1)]));
}
