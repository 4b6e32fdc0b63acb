import type { AssemblyAIError } from './errors.ts';
import { hintForFailedJob } from './job-hints.ts';

/** What to do about a failure, in one sentence, where there is something to do. */
export const hintOf = (error: AssemblyAIError): string | undefined =>
  error.hint ?? (error.code === 'transcript_failed' ? hintForFailedJob(error.message) : undefined);

/**
 * The whole failure in one line, for hosts that show one: what happened, what to do, and the id of the
 * transcript that is already paid for.
 */
export function explain(error: AssemblyAIError): string {
  const { transcriptId, requestId } = error;
  const hint = hintOf(error);
  const parts = [sentence(error.message)];
  if (hint !== undefined) parts.push(sentence(hint));
  if (transcriptId !== undefined && !parts.some((part) => part.includes(transcriptId))) {
    parts.push(`Transcript ID: ${transcriptId}.`);
  }
  if (requestId !== undefined) parts.push(`Request ID: ${requestId}.`);
  return parts.join(' ');
}

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
