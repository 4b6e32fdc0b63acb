import type { Transcript } from '../model.ts';
import { toPlainText } from './plain-text.ts';
import { hasUnspacedScript } from './text.ts';

/** Characters that make one token of a language model, by rule of thumb. */
const CHARACTERS_PER_TOKEN = { latin: 4, other: 2, unspaced: 1 } as const;

/**
 * About how many tokens a text or a transcript's text costs as input of a language model: four characters a token in
 * Latin letters, two in other alphabets, one in Chinese, Japanese or Thai. An estimate, off by a quarter either way.
 * Never throws. LeMUR takes at most 200 000 tokens in prompt, context and `input_text` together.
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
