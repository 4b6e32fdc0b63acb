import type { Transcript } from '../model.ts';
import { toPlainText } from './plain-text.ts';
import { hasUnspacedScript } from './text.ts';

/** Approximate number of characters in a token of a language model. */
const CHARACTERS_PER_TOKEN = { latin: 4, other: 2, unspaced: 1 } as const;

/**
 * Estimates the number of tokens that a language model needs for a text or a transcript, within about 25%. Counts a token
 * for every four characters in Latin script, two in other alphabets, and one in Chinese, Japanese or Thai. Never throws.
 * LeMUR accepts at most 200 000 tokens in prompt, context and `input_text` together.
 *
 * Source: `cookbooks.md` C59; limit: contract `rest.md` section 10.
 */
export function estimateTokens(source: string | Transcript): number {
  const text = typeof source === 'string' ? source : toPlainText(source);
  let tokens = 0;
  for (const character of text) tokens += 1 / CHARACTERS_PER_TOKEN[alphabetOf(character)];
  return Math.ceil(tokens);
}

function alphabetOf(character: string): keyof typeof CHARACTERS_PER_TOKEN {
  if (character <= '\u024f') return 'latin';
  return hasUnspacedScript(character) ? 'unspaced' : 'other';
}
