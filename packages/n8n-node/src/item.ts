import { type IExecuteFunctions } from 'n8n-workflow';
import { answersOf } from './answers.ts';
import { type AnyEntry, type AnyInput, audioLink, BadInputError, findEntry, readInput } from './suite.ts';
import type { WaitingStyle } from './waiting/form.ts';

/** What one item asks for: its operation, the input of that, and how to wait. */
export interface Task {
  readonly item: number;
  readonly entry: AnyEntry;
  /** As `readInput` has read it for the entry. */
  readonly input: AnyInput;
  /** `none` also where there is nothing to wait for. */
  readonly waiting: WaitingStyle;
}

/** @throws BadInputError for answers that cannot work, before anything is sent. */
export async function taskOf(
  host: IExecuteFunctions,
  item: number,
  region: 'us' | 'eu',
  onWarning?: (message: string) => void,
): Promise<Task> {
  const operation = host.getNodeParameter('operation', item) as string;
  const entry = findEntry(operation);
  if (entry === undefined) throw new BadInputError(`There is no operation "${operation}".`, { field: 'operation' });
  const { input, warnings } = readInput(entry, await answersOf(host, entry, item), { region });
  checkLinks(entry, input);
  for (const { message } of warnings) onWarning?.(message);
  const waiting = entry.kind === 'job' ? (host.getNodeParameter('waiting', item, 'suspend') as WaitingStyle) : 'none';
  return { item, entry, input, waiting };
}

/** A text is a link here, and never a path. @throws BadInputError for one that leads to no file. */
function checkLinks({ params }: AnyEntry, input: AnyInput): void {
  for (const [key, { kind }] of Object.entries(params)) {
    const value = input[key];
    if (kind === 'media' && typeof value === 'string') audioLink(value);
  }
}

/** The same text for the same request of the same item, so that a repeat finds what is paid for already. */
export async function fingerprintOf({ item, entry, input }: Task): Promise<string> {
  const text = JSON.stringify([item, entry.id, input], (_, value: unknown) =>
    typeof value === 'function' ? '' : value,
  );
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest).slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
