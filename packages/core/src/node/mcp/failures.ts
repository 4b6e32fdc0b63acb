import { asError, isAssemblyAIError } from '../../errors.ts';
import { explain } from '../../explain.ts';
import { redact } from '../../redact.ts';
import { cutToFit } from './tokens.ts';

/** Tokens of a failure. */
const MOST_TOKENS = 500;

/** A failure in words for a model: what happened, and what to do next. Contains no secrets, and nothing of this machine. */
export function failureInWords(thrown: unknown, secrets: readonly string[]): string {
  const text = isAssemblyAIError(thrown) ? explain(thrown) : `The server failed: ${asError(thrown).message}`;
  return cutToFit(redact(text, secrets), MOST_TOKENS);
}
