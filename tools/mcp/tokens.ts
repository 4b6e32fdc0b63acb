import { Tiktoken } from 'js-tiktoken/lite';
import o200k from 'js-tiktoken/ranks/o200k_base';

let tokenizer: Tiktoken | undefined;

/** Tokens of a text by a real tokenizer: o200k, which current OpenAI models use. */
export function tokensOf(text: string): number {
  tokenizer ??= new Tiktoken(o200k);
  return tokenizer.encode(text, 'all').length;
}
