import { BadInputError } from '../../errors.ts';
import type { AnyEntry } from './entry.ts';
import { isForNoWaiting } from './offered.ts';

/**
 * Checks the answers of a language model for a job. Its additional parameters could name what the schema leaves out: another
 * file, or an address that receives the transcript.
 *
 * @throws BadInputError
 */
export function checkAgentInput({ kind, params }: AnyEntry, answers: Readonly<Record<string, unknown>>): void {
  if (kind !== 'job') return;
  const withheld = Object.entries(params)
    .filter(([, field]) => field.kind === 'media' || isForNoWaiting(field))
    .map(([key]) => key);
  for (const [key, field] of Object.entries(params)) {
    if (field.kind !== 'json') continue;
    const text = JSON.stringify(answers[key] ?? null);
    const found =
      withheld.find((name) => text.includes(JSON.stringify(name))) ?? /"[a-z][a-z\d+.-]*:\/\/[^"]*"/i.exec(text)?.[0];
    if (found === undefined) continue;
    throw new BadInputError(`${field.label} must not contain ${found}.`, {
      field: key,
      hint: 'Remove it. Tools wait for the transcript, and take the URL of the file in its own field.',
    });
  }
}
