import { BadInputError } from '../errors.ts';
import type { Entity, Transcript, Utterance, Word } from '../model.ts';
import { countBelow, MaxTree } from './max-tree.ts';
import { listOf, MAX_LEVELS, numberOf, textOf } from './reading.ts';
import { cleanText, joinWords, spacesBefore } from './text.ts';

export interface RedactEntitiesOptions {
  /** Only entities of these types, such as `person_name`. @default all */
  readonly entityTypes?: readonly string[] | undefined;
  /** Returns the replacement for an entity. @default its type in brackets: `[PERSON_NAME]` */
  readonly mask?: ((entity: Entity) => string) | undefined;
}

/**
 * Returns a copy of the transcript with masked entities: by time in words and utterances, by text in all other fields. Does
 * not change IDs, links and the original transcript. Every format accepts the copy.
 *
 * Masks only entities that the API detected. For reliable redaction, use `redact_pii`.
 * @throws BadInputError if `entityTypes` is not a list. Source: `cookbooks.md` C40.
 */
export function redactEntities(
  transcript: Transcript,
  { entityTypes, mask = ({ entity_type }) => `[${entity_type.toUpperCase()}]` }: RedactEntitiesOptions = {},
): Transcript {
  if (entityTypes !== undefined && !Array.isArray(entityTypes)) {
    throw new BadInputError('entityTypes must be a list of strings.', { field: 'entityTypes' });
  }
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
  } as Transcript;
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

/** A node in a trie of the texts to mask. `mask` replaces the text that ends at this node. */
interface Branch {
  readonly next: Map<string, Branch>;
  mask?: string;
}

/**
 * Masks whole words, case-insensitively and longest first, so that "Ann Lee" does not become "[NAME] Lee". Uses a trie,
 * because a regular expression would try thousands of alternatives at each word.
 */
function textMasker(masks: readonly Mask[]): (text: string) => string {
  const root: Branch = { next: new Map() };
  for (const { text, mask } of masks) {
    let branch = root;
    for (const character of cleanText(text)) {
      const key = folded(character);
      const next = branch.next.get(key) ?? { next: new Map() };
      branch.next.set(key, next);
      branch = next;
    }
    branch.mask = mask;
  }
  return (text) => {
    const characters = [...text];
    let masked = '';
    for (let at = 0; at < characters.length;) {
      const isInWord = at > 0 && isWordCharacter(characters[at - 1]);
      const found = isInWord ? undefined : longestFrom(root, characters, at);
      masked += found?.mask ?? characters[at]!;
      at = found?.end ?? at + 1;
    }
    return masked;
  };
}

/** Returns the mask of the longest text that starts at `at` and ends with a whole word, and the end of that text. */
function longestFrom(
  root: Branch,
  characters: readonly string[],
  at: number,
): { readonly mask: string; readonly end: number } | undefined {
  let found: { readonly mask: string; readonly end: number } | undefined;
  let branch: Branch | undefined = root;
  for (let end = at; end < characters.length;) {
    const isSpace = /\s/.test(characters[end]!);
    branch = branch.next.get(isSpace ? ' ' : folded(characters[end]!));
    if (branch === undefined) break;
    end += 1;
    while (isSpace && end < characters.length && /\s/.test(characters[end]!)) end += 1;
    const { mask } = branch;
    if (mask !== undefined && !isWordCharacter(characters[end])) found = { mask, end };
  }
  return found;
}

const isWordCharacter = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** Folds the case of a character. */
const folded = (character: string): string => character.toUpperCase().toLowerCase();

/** Replaces the words of an entity with one word and keeps punctuation after it. Omits invalid items. */
function maskWords(value: unknown, masks: readonly Mask[], maskText: (text: string) => string): readonly Word[] {
  if (!Array.isArray(value)) return maskStrings(value, maskText) as readonly Word[];
  const words = listOf<Word>(value);
  const maskAt = masksByWord(words, masks);
  const masked: Word[] = [];
  let previous: Mask | undefined;
  for (const [index, word] of words.entries()) {
    const found = maskAt.get(index);
    const tail = /(?<![.,;:!?…])[.,;:!?…]+$/u.exec(textOf(word.text))?.[0] ?? '';
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

/** Returns the first mask that overlaps each word. Removes each word from the search after it is found. */
function masksByWord(words: readonly Word[], masks: readonly Mask[]): ReadonlyMap<number, Mask> {
  const timed = words
    .map(({ start, end }, index) => ({ start: numberOf(start) ?? Infinity, end: numberOf(end) ?? -Infinity, index }))
    .sort((a, b) => a.start - b.start || 0);
  const starts = timed.map(({ start }) => start);
  const ends = new MaxTree(timed.map(({ end }) => end));
  const found = new Map<number, Mask>();
  for (const mask of masks) {
    for (const position of ends.above(mask.start, 0, countBelow(starts, mask.end))) {
      found.set(timed[position]!.index, mask);
      ends.remove(position);
    }
  }
  return found;
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

/** Masks every string in `value`. Removes values below the maximum depth, because they could contain entities. */
function maskStrings(value: unknown, maskText: (text: string) => string, level = 0): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (level >= MAX_LEVELS) return null;
  if (Array.isArray(value)) return value.map((item: unknown) => maskStrings(item, maskText, level + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskStrings(item, maskText, level + 1)]));
}
