import type { IExecuteFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import { audioFieldOf, audioIn } from './audio.ts';
import { AUTOMATIC, BINARY_FIELD, SOURCE } from './form.ts';
import { type AnyEntry, type AnyEvent, type Field, type Fields, formFields, isRecord } from './core.ts';
import { OPTIONS } from './view.ts';

/** Reads a parameter's value by name; `null` if it is not shown. */
export type Read = (name: string) => unknown;

/** The parameters of one item as the core reads them: the Options flattened, rows and pickers unwrapped, files opened. */
export async function answersOf(
  host: IExecuteFunctions,
  { params }: AnyEntry,
  itemIndex: number,
): Promise<Record<string, unknown>> {
  const fields = formFields(params);
  const read: Read = (name) => host.getNodeParameter(name, itemIndex, null);
  const answers = plainAnswersOf(fields, read);
  for (const [key, field] of Object.entries(fields)) {
    if (field.kind !== 'media') continue;
    const source = field.fileOnly === true ? 'binary' : read(key + SOURCE);
    const name =
      source === 'binary'
        ? String(read(key + BINARY_FIELD))
        : source === AUTOMATIC
          ? audioFieldOf(host.getInputData()[itemIndex]?.binary, answers[key], field.label)
          : undefined;
    if (name !== undefined) answers[key] = await audioIn(host, itemIndex, name);
  }
  return answers;
}

/** The parameters of a trigger. */
export const triggerAnswersOf = (
  host: IPollFunctions | IWebhookFunctions,
  { params }: AnyEvent,
): Record<string, unknown> => plainAnswersOf(formFields(params), (name) => host.getNodeParameter(name, null));

/** The answers to these fields: the Options flattened, rows and pickers unwrapped. */
export function plainAnswersOf(fields: Fields, read: Read): Record<string, unknown> {
  const found = read(OPTIONS);
  const options = isRecord(found) ? found : {};
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [
      key,
      Object.hasOwn(options, key) ? unwrapped(options[key]) : shown(field, unwrapped(read(key))),
    ]),
  );
}

/** n8n sends a visible switch whether it was touched or not, so one that shows the service's default answers nothing. */
const shown = (field: Field, value: unknown): unknown =>
  field.kind === 'flag' && value === field.serverDefault ? undefined : value;

/** The ID that a picker holds, or the list of a collection's rows. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { __rl: isPicked, value: picked, rows } = value as Readonly<Record<string, unknown>>;
  if (isPicked === true) return picked;
  return Array.isArray(rows) ? rows : value;
}
