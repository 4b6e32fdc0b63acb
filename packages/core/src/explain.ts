import { type AssemblyAIError, shortened } from './errors.ts';
import { hintForFailedJob } from './job-hints.ts';

/** What to do about a failure, in one sentence, if anything can be done. */
export const hintOf = (error: AssemblyAIError): string | undefined =>
  error.hint ?? (error.code === 'transcript_failed' ? hintForFailedJob(error.message) : undefined);

/** Maximum bytes of the line. */
const LINE_BYTES = 1_000;

/** Bytes reserved for the message. */
const MESSAGE_BYTES = 400;

/** Maximum bytes of an ID. IDs of the service are shorter. */
const ID_BYTES = 150;

/**
 * Describes a failure in one line of at most 1 KB, for hosts that show a single line: what happened, what to do next,
 * and the ID of the transcript that is already billed.
 */
export function explain(error: AssemblyAIError): string {
  const { message, transcriptId, requestId } = error;
  const hint = hintOf(error);
  const others = hint === undefined ? [] : [sentence(hint)];
  if (transcriptId !== undefined && !shortened(message, MESSAGE_BYTES).includes(transcriptId)) {
    others.push(`Transcript ID: ${shortened(transcriptId, ID_BYTES)}.`);
  }
  if (requestId !== undefined) others.push(`Request ID: ${shortened(requestId, ID_BYTES)}.`);
  const tail = shortened(others.join(' '), LINE_BYTES - MESSAGE_BYTES);
  const room = LINE_BYTES - new TextEncoder().encode(tail).byteLength;
  return `${sentence(shortened(message, room))} ${tail}`.trim();
}

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
