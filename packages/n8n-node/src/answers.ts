import type { IExecuteFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import { audioIn } from './audio.ts';
import { BINARY_FIELD, collectionName, SOURCE } from './form.ts';
import { type AnyEntry, type AnyEvent, type Field, type Fields, GROUPS } from './core.ts';

/** Where the answers of a form come from: a parameter's value by name, `null` where it is not shown. */
type Read = (name: string) => unknown;

/** What one item's form says, as the core reads it: collections opened, rows and pickers unwrapped, files at hand. */
export async function answersOf(
  host: IExecuteFunctions,
  { params }: AnyEntry,
  itemIndex: number,
): Promise<Record<string, unknown>> {
  const fields = params;
  const read: Read = (name) => host.getNodeParameter(name, itemIndex, null);
  const answers = plainAnswers(fields, read);
  for (const [key, field] of Object.entries(fields)) {
    if (!isFromBinary(key, field, read)) continue;
    answers[key] = await audioIn(host, itemIndex, String(read(key + BINARY_FIELD)));
  }
  return answers;
}

/** What a trigger's form says. */
export const triggerAnswersOf = (
  host: IPollFunctions | IWebhookFunctions,
  { params }: AnyEvent,
): Record<string, unknown> => plainAnswers(params, (name) => host.getNodeParameter(name, null));

function plainAnswers(fields: Fields, read: Read): Record<string, unknown> {
  const collected = Object.assign(
    {},
    ...Object.keys(GROUPS).map((group) => read(collectionName(group)) ?? {}),
  ) as Record<string, unknown>;
  return Object.fromEntries(
    Object.keys(fields).map((key) => [key, unwrapped(Object.hasOwn(collected, key) ? collected[key] : read(key))]),
  );
}

const isFromBinary = (key: string, field: Field, read: Read): boolean =>
  field.kind === 'media' && (field.fileOnly === true || read(key + SOURCE) === 'binary');

/** A picker's value is its ID; the rows of a collection are its list. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { __rl: isPicked, value: picked, rows } = value as Readonly<Record<string, unknown>>;
  if (isPicked === true) return picked;
  return Array.isArray(rows) ? rows : value;
}
