import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isReduced, isRich, SIMPLIFY } from './output-form.ts';
import { OPTIONS } from './view.ts';
import { isTool } from './tool.ts';
import { type AnyEntry, type AnyInput, inputFileName, recordOf, redactData, simplified } from './core.ts';
import { type FileHost, type FilePlan, filesFor } from './files.ts';

/** How to output a result. Plain JSON, read before the job starts: a webhook cannot read the parameters of each item. */
export interface OutputPlan extends FilePlan {
  /** The raw response, the simple output, or a list of fields of both. */
  readonly data: 'raw' | 'simplified' | readonly string[];
}

/** What a result belongs to. */
export interface Target {
  /** Index of the input item. */
  readonly item: number;
  readonly entry: AnyEntry;
  readonly output: OutputPlan;
  /** Values that must not appear in any output or error of the item. */
  readonly secrets: readonly string[];
}

/** Reads how to output the result of an item. */
export function outputPlanOf(
  host: IExecuteFunctions,
  entry: AnyEntry,
  input: AnyInput,
  { item, secrets }: Pick<Target, 'item' | 'secrets'>,
): OutputPlan {
  const hasFiles = !isTool(host);
  const fileName = redactData(audioNameOf(host, entry, input, item), secrets);
  return {
    data: dataOf(host, entry, item),
    formats:
      hasFiles && entry.gives === 'transcript' ? (host.getNodeParameter('files', item, []) as readonly string[]) : [],
    ...(hasFiles &&
      entry.file !== undefined && { field: host.getNodeParameter('outputField', item, 'data') as string }),
    ...(fileName !== undefined && { fileName }),
  };
}

/**
 * Name of the audio file, also for an operation that gets a transcript by its ID: an upload has no name at the service,
 * but the item of the same transcript has it.
 */
function audioNameOf(host: IExecuteFunctions, entry: AnyEntry, input: AnyInput, item: number): string | undefined {
  const name = inputFileName(entry, input);
  if (name !== undefined || entry.gives !== 'transcript') return name;
  const { json } = host.getInputData()[item]!;
  const key = entry.output.find(({ derived }) => derived === 'audio file name')?.key;
  const known = key === undefined ? undefined : json[key];
  const isSame = Object.entries(entry.params).some(
    ([param, field]) => field.kind === 'text' && field.format === 'transcript' && input[param] === json['id'],
  );
  return isSame && typeof known === 'string' && known !== '' ? known : undefined;
}

/** The result of an operation as items with data and files, each paired with its input item. */
export async function itemsOf(host: FileHost, target: Target, answer: unknown): Promise<INodeExecutionData[]> {
  const { entry, item, output, secrets } = target;
  const result = redactData(answer, secrets);
  const pairedItem = { item };
  const json = jsonOf(entry, output, result);
  if (entry.list !== undefined) {
    const list = (json[entry.list] ?? []) as readonly IDataObject[];
    return list.map((one) => ({ json: { ...one }, pairedItem }));
  }
  const binary = await filesFor(host, entry, output, result);
  return [{ json, pairedItem, ...(Object.keys(binary).length > 0 && { binary }) }];
}

function dataOf(host: IExecuteFunctions, entry: AnyEntry, item: number): OutputPlan['data'] {
  if (!isReduced(entry)) return 'simplified';
  if (!isTool(host))
    return host.getNodeParameter(`${OPTIONS}.${SIMPLIFY.name}`, item, true) === false ? 'raw' : 'simplified';
  if (!isRich(entry)) return 'simplified';
  const output = host.getNodeParameter('output', item, 'simplified');
  if (output === 'selected') return host.getNodeParameter('fields', item, []) as readonly string[];
  return output === 'raw' ? 'raw' : 'simplified';
}

function jsonOf(entry: AnyEntry, { data, fileName }: OutputPlan, result: unknown): IDataObject {
  const whole = { ...recordOf(result, 'data') } as IDataObject;
  if (data === 'raw') return whole;
  const simple = simplified(entry, whole, fileName) as IDataObject;
  if (data === 'simplified') return simple;
  const all = { ...whole, ...simple };
  return Object.fromEntries(data.flatMap((key) => (Object.hasOwn(all, key) ? [[key, all[key]]] : [])));
}
