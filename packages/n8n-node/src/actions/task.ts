import { type IExecuteFunctions } from 'n8n-workflow';
import { answersOf } from '../answers.ts';
import { type AnyEntry, type AnyInput, audioLink, BadInputError, findEntry, readInput, secretsIn } from '../core.ts';
import type { Connection } from '../client.ts';
import type { WaitingStyle } from '../waiting/form.ts';

/** What one item asks for: its operation, the operation's input, and how to wait. */
export interface Task {
  readonly item: number;
  readonly entry: AnyEntry;
  /** Typed by the entry, which is known at run time only. */
  readonly input: AnyInput;
  /** `none` also if there is nothing to wait for. */
  readonly waiting: WaitingStyle;
  /** What nothing may hold that the item outputs or reports. */
  readonly secrets: readonly string[];
}

/** @throws BadInputError for answers that cannot work, before anything is sent. */
export async function taskOf(
  host: IExecuteFunctions,
  item: number,
  { client, secrets }: Connection,
  onWarning?: (message: string) => void,
): Promise<Task> {
  const operation = host.getNodeParameter('operation', item) as string;
  const entry = findEntry(operation);
  if (entry === undefined) throw new BadInputError(`There is no operation "${operation}".`, { field: 'operation' });
  const { input, warnings } = readInput(entry, await answersOf(host, entry, item), {
    region: client.region,
  });
  checkLinks(entry, input);
  for (const { message } of warnings) onWarning?.(message);
  const waiting = entry.kind === 'job' ? (host.getNodeParameter('waiting', item, 'suspend') as WaitingStyle) : 'none';
  return { item, entry, input, waiting, secrets: [...secrets, ...secretsIn(entry.params, input)] };
}

/** A text is a link here, and never a path. @throws BadInputError for one that leads to no file. */
function checkLinks({ params }: AnyEntry, input: Readonly<Record<string, unknown>>): void {
  for (const [key, { kind }] of Object.entries(params)) {
    const value = input[key];
    if (kind === 'media' && typeof value === 'string') audioLink(value);
  }
}
