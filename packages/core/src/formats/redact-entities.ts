import type { Entity, Transcript, Utterance, Word } from '../model.ts';
import { cleanText, joinWords, spacesBefore } from './text.ts';
import { listOf } from './turns.ts';

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
  const masks = listOf<Partial<Entity>>(transcript.entities)
    .map((entity) => ({ entity_type: 'redacted', text: '', start: 0, end: 0, ...entity }))
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
    ...(words && { words: maskWords(words, masks, maskText) }),
    ...(utterances && { utterances: utterances.map((utterance) => maskUtterance(utterance, masks, maskText)) }),
  };
}

interface Mask extends Entity {
  readonly mask: string;
}

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

/** The words of an entity become one; punctuation after the last is kept. */
function maskWords(words: readonly Word[], masks: readonly Mask[], maskText: (text: string) => string): Word[] {
  const masked: Word[] = [];
  let previous: Mask | undefined;
  for (const word of words) {
    const found = masks.find((item) => word.start < item.end && word.end > item.start);
    const tail = /[.,;:!?…]+$/u.exec(word.text)?.[0] ?? '';
    if (found === undefined) {
      masked.push({ ...word, text: maskText(word.text) });
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
  const texts = masked.map(({ text }) => text);
  const spaced = spacesBefore(texts, utterance.text);
  const text = joinWords(texts.map((word, index) => ({ text: word, spaced: spaced[index]! })));
  return { ...(maskStrings(rest, maskText) as Omit<Utterance, 'words'>), text: maskText(text), words: masked };
}

/** Every string in `value`, however deep. */
function maskStrings(value: unknown, maskText: (text: string) => string): unknown {
  if (typeof value === 'string') return maskText(value);
  if (Array.isArray(value)) return value.map((item: unknown) => maskStrings(item, maskText));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskStrings(item, maskText)]));
}
