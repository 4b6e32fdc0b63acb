import type { OutputField } from './entry.ts';
import { isNothing, isRecord } from './reading/json.ts';

/** Keys below a key; empty where the whole value is wanted. */
interface Tree {
  readonly [key: string]: Tree;
}

/**
 * The part of a result that `output` names, without what is empty: short enough for a person, a table or a language
 * model. A list or object of which no parts are named is kept whole; lists of words are left out, since the text and
 * the utterances say the same.
 */
export function simplified(output: readonly OutputField[], result: unknown): unknown {
  return pick(treeOf(withoutWords(output)), result);
}

const WORDS = /^words(\[|$)/;

/** The fields of a result that {@link simplified} keeps: without the list of single words. */
export const withoutWords = (output: readonly OutputField[]): readonly OutputField[] =>
  output.filter(({ key }) => !WORDS.test(key));

function treeOf(output: readonly OutputField[]): Tree {
  const root: Record<string, Tree> = {};
  for (const { key } of output) {
    let at = root;
    for (const part of key.split('.')) at = (at[part.replace('[]', '')] ??= {}) as Record<string, Tree>;
  }
  return root;
}

function pick(tree: Tree, value: unknown): unknown {
  const keys = Object.keys(tree);
  if (keys.length === 0) return value;
  if (Array.isArray(value)) return value.map((item) => pick(tree, item));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    keys.flatMap((key) => {
      const part = pick(tree[key]!, value[key]);
      return isEmpty(part) ? [] : [[key, part]];
    }),
  );
}

const isEmpty = (value: unknown): boolean => isNothing(value) || (isRecord(value) && Object.keys(value).length === 0);
