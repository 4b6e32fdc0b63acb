import { type IExecuteFunctions } from 'n8n-workflow';
import { answersOf } from '../answers.ts';
import {
  type AnyEntry,
  type AnyInput,
  audioLink,
  BadInputError,
  readInput,
  secretsIn,
  WEBHOOK_HEADER,
  withWebhookSecret,
} from '../core.ts';
import type { Connection } from '../client.ts';
import { findOperation } from '../operations.ts';
import { outputPlanOf, type Target } from '../output.ts';
import { isTriggerUrl } from '../triggers/address.ts';
import type { WaitingStyle } from '../waiting/form.ts';

/** What to do for one item: the operation, its input, how to wait, and what to output. */
export interface Task extends Target {
  /** Its type depends on the entry, which is only known at run time. */
  readonly input: AnyInput;
  /** Also `none` if there is nothing to wait for. */
  readonly waiting: WaitingStyle;
}

/** @throws BadInputError for invalid parameters, before anything is sent. */
export async function taskOf(
  host: IExecuteFunctions,
  item: number,
  { client, secrets, webhookSecret }: Connection,
  onWarning?: (message: string) => void,
): Promise<Task> {
  const operation = host.getNodeParameter('operation', item) as string;
  const entry = findOperation(operation);
  if (entry === undefined)
    throw new BadInputError(`Unknown operation "${operation}". Choose an operation from the list.`, {
      field: 'operation',
    });
  const { input: asked, warnings } = readInput(entry, await answersOf(host, entry, item), {
    region: client.region,
  });
  const input = withWebhookSecret(asked, { headerName: WEBHOOK_HEADER, headerValue: webhookSecret }, isTriggerUrl);
  checkLinks(entry, input);
  for (const { message } of warnings) onWarning?.(message);
  const waiting = entry.kind === 'job' ? (host.getNodeParameter('waiting', item, 'suspend') as WaitingStyle) : 'none';
  const unspoken = [...secrets, ...secretsIn(entry.params, input)];
  const output = outputPlanOf(host, entry, input, { item, secrets: unspoken });
  return { item, entry, input, waiting, output, secrets: unspoken };
}

/** A text here is always a link, never a path. @throws BadInputError for a link that cannot point to a file. */
function checkLinks({ params }: AnyEntry, input: Readonly<Record<string, unknown>>): void {
  for (const [key, { kind }] of Object.entries(params)) {
    const value = input[key];
    if (kind === 'media' && typeof value === 'string') audioLink(value);
  }
}
