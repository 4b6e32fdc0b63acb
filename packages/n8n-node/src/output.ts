import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isRich, SIMPLIFY } from './output-form.ts';
import { OPTIONS } from './view.ts';
import type { Task } from './actions/task.ts';
import { isTool } from './tool.ts';
import { type AnyEntry, recordOf, redactData, simplified } from './core.ts';
import { filesFor } from './files.ts';

/** The result of an operation as items with data and files, each paired with its input item. */
export async function itemsOf(host: IExecuteFunctions, task: Task, answer: unknown): Promise<INodeExecutionData[]> {
  const { entry, item: itemIndex, secrets } = task;
  const result = redactData(answer, secrets);
  const pairedItem = { item: itemIndex };
  if (entry.list !== undefined) {
    const list = (result as Readonly<Record<string, unknown>>)[entry.list] as readonly IDataObject[];
    return list.map((json) => ({ json: { ...json }, pairedItem }));
  }
  const json = jsonOf(host, entry, result, itemIndex);
  if (isTool(host)) return [{ json, pairedItem }];
  const binary = await filesFor(host, task, result, json);
  return [{ json, pairedItem, ...(Object.keys(binary).length > 0 && { binary }) }];
}

function jsonOf(host: IExecuteFunctions, entry: AnyEntry, result: unknown, itemIndex: number): IDataObject {
  const whole = { ...recordOf(result, 'data') } as IDataObject;
  if (entry.effect === 'delete') return { ...(whole['id'] !== undefined && { id: whole['id'] }), deleted: true };
  if (!isRich(entry)) return whole;
  if (!isTool(host)) {
    return host.getNodeParameter(`${OPTIONS}.${SIMPLIFY.name}`, itemIndex, true) === false
      ? whole
      : simply(entry, whole);
  }
  const output = host.getNodeParameter('output', itemIndex, 'simplified');
  if (output === 'raw') return whole;
  if (output !== 'selected') return simply(entry, whole);
  const fields = host.getNodeParameter('fields', itemIndex, []) as readonly string[];
  return Object.fromEntries(fields.flatMap((key) => (Object.hasOwn(whole, key) ? [[key, whole[key]]] : [])));
}

const simply = ({ output }: AnyEntry, whole: IDataObject): IDataObject => simplified(output, whole) as IDataObject;
