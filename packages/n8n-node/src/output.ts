import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isReduced, isRich, SIMPLIFY } from './output-form.ts';
import { OPTIONS } from './view.ts';
import type { Task } from './actions/task.ts';
import { isTool } from './tool.ts';
import { inputFileName, recordOf, redactData, simplified } from './core.ts';
import { filesFor } from './files.ts';

/** The result of an operation as items with data and files, each paired with its input item. */
export async function itemsOf(host: IExecuteFunctions, task: Task, answer: unknown): Promise<INodeExecutionData[]> {
  const { entry, item: itemIndex, secrets } = task;
  const result = redactData(answer, secrets);
  const pairedItem = { item: itemIndex };
  const json = jsonOf(host, task, result);
  if (entry.list !== undefined) {
    const list = (json[entry.list] ?? []) as readonly IDataObject[];
    return list.map((one) => ({ json: { ...one }, pairedItem }));
  }
  if (isTool(host)) return [{ json, pairedItem }];
  const binary = await filesFor(host, task, result);
  return [{ json, pairedItem, ...(Object.keys(binary).length > 0 && { binary }) }];
}

function jsonOf(host: IExecuteFunctions, task: Task, result: unknown): IDataObject {
  const { entry, item, input, secrets } = task;
  const whole = { ...recordOf(result, 'data') } as IDataObject;
  const simple = (): IDataObject =>
    simplified(entry, whole, redactData(inputFileName(entry, input), secrets)) as IDataObject;
  if (!isReduced(entry)) return simple();
  if (!isTool(host))
    return host.getNodeParameter(`${OPTIONS}.${SIMPLIFY.name}`, item, true) === false ? whole : simple();
  if (!isRich(entry)) return simple();
  const output = host.getNodeParameter('output', item, 'simplified');
  if (output === 'raw') return whole;
  if (output !== 'selected') return simple();
  const fields = host.getNodeParameter('fields', item, []) as readonly string[];
  const all = { ...whole, ...simple() };
  return Object.fromEntries(fields.flatMap((key) => (Object.hasOwn(all, key) ? [[key, all[key]]] : [])));
}
