import { type AssemblyAIError, hintOf } from './core.ts';

/** Maximum characters of an error. Zapier cuts off the rest when it shows one. */
export const LONGEST_LINE = 250;

/** Characters of the message that stay, however long the rest is. */
const SHORTEST_MESSAGE = 80;

/**
 * An error in one line that fits into Zapier's display: what happened, what to do next, and the ID of the transcript that
 * is already billed. The ID is never cut off. What does not fit is shortened, the message first.
 *
 * @param clean redacts a text. It runs before the line is shortened, which may cut a secret in half.
 * @param more what to do next at Zapier, in addition to the hint of the error
 */
export function lineOf(error: AssemblyAIError, clean: (text: string) => string, more?: string): string {
  const { transcriptId, requestId } = error;
  const message = sentence(clean(error.message).replace(/\s+/g, ' '));
  const hints = [hintOf(error), more].flatMap((text) => (text === undefined ? [] : [sentence(text)]));
  const hint = clean(hints.join(' '));
  const id = transcriptId === undefined || message.includes(transcriptId) ? '' : `Transcript ID: ${transcriptId}.`;
  const request = requestId === undefined ? '' : `Request ID: ${requestId}.`;
  const whole = joined(message, hint, id, request);
  if (whole.length <= LONGEST_LINE) return whole;
  const plain = joined(message, hint, id);
  if (plain.length <= LONGEST_LINE) return plain;
  // A message with the ID may lose it when it is cut.
  const sureId = transcriptId === undefined ? '' : `Transcript ID: ${transcriptId}.`.slice(0, LONGEST_LINE / 2);
  const room = LONGEST_LINE - sureId.length - 1;
  const shortHint = cut(hint, room - Math.min(message.length, SHORTEST_MESSAGE) - 1);
  return joined(cut(message, room - (shortHint === '' ? 0 : shortHint.length + 1)), shortHint, sureId);
}

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** Cuts at a word, between two characters. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const start = text.slice(0, Math.max(0, most - 1)).replace(/[\uD800-\uDBFF]$/, '');
  return `${start.replace(/\s+\S{0,20}$/, '')}…`;
}
