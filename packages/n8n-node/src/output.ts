import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isRich } from './output-form.ts';
import type { Task } from './actions/task.ts';
import { isTool } from './tool.ts';
import { type AnyEntry, type AudioFile, type FileOutput, filesOf, simplified, type Transcript } from './core.ts';

/** What an operation's result becomes: items with their data and files, each tied to the item it comes from. */
export async function itemsOf(host: IExecuteFunctions, task: Task, result: unknown): Promise<INodeExecutionData[]> {
  const { entry, item: itemIndex } = task;
  const pairedItem = { item: itemIndex };
  if (entry.list !== undefined) {
    const list = (result as Readonly<Record<string, unknown>>)[entry.list] as readonly IDataObject[];
    return list.map((json) => ({ json: { ...json }, pairedItem }));
  }
  const json = jsonOf(host, entry, result, itemIndex);
  if (isTool(host)) return [{ json, pairedItem }];
  const binary = {
    ...(await resultFile(host, entry.file, json, itemIndex)),
    ...(await transcriptFiles(host, task, result)),
  };
  return [{ json, pairedItem, ...(Object.keys(binary).length > 0 && { binary }) }];
}

function jsonOf(host: IExecuteFunctions, entry: AnyEntry, result: unknown, itemIndex: number): IDataObject {
  const whole = objectOf(result);
  if (entry.effect === 'delete') return { ...(whole['id'] !== undefined && { id: whole['id'] }), deleted: true };
  if (!isRich(entry)) return whole;
  if (!isTool(host)) {
    return host.getNodeParameter('simplify', itemIndex, true) === false ? whole : simply(entry, whole);
  }
  const output = host.getNodeParameter('output', itemIndex, 'simplified');
  if (output === 'raw') return whole;
  if (output !== 'selected') return simply(entry, whole);
  const fields = host.getNodeParameter('fields', itemIndex, []) as readonly string[];
  return Object.fromEntries(fields.flatMap((key) => (Object.hasOwn(whole, key) ? [[key, whole[key]]] : [])));
}

const simply = ({ output }: AnyEntry, whole: IDataObject): IDataObject => simplified(output, whole) as IDataObject;

const objectOf = (result: unknown): IDataObject =>
  typeof result === 'object' && result !== null && !Array.isArray(result)
    ? { ...(result as IDataObject) }
    : { data: result as IDataObject };

/** The file that an operation makes: its text, or what its link leads to. */
async function resultFile(
  host: IExecuteFunctions,
  file: FileOutput | undefined,
  json: IDataObject,
  itemIndex: number,
): Promise<IBinaryKeyData> {
  if (file === undefined) return {};
  const url = file.url === undefined ? undefined : json[file.url];
  const content =
    file.text !== undefined
      ? Buffer.from(String(json[file.text]))
      : url === undefined
        ? undefined
        : await linked(host, url);
  if (content === undefined) return {};
  const field = host.getNodeParameter('outputField', itemIndex, 'data') as string;
  const data = host.helpers.prepareBinaryData(content, String(json[file.name]), String(json[file.mimeType]));
  return { [field]: await data };
}

/** A link that needs no key, read as a stream. */
const linked = async (host: IExecuteFunctions, url: unknown): Promise<Buffer> =>
  (await host.helpers.httpRequest({ url: String(url), encoding: 'stream' })) as Buffer;

/** The finished transcript, written down in each of the formats that were chosen. */
async function transcriptFiles(
  host: IExecuteFunctions,
  { entry, input, item: itemIndex }: Task,
  result: unknown,
): Promise<IBinaryKeyData> {
  const transcript = result as Transcript;
  if (entry.gives !== 'transcript' || transcript.status !== 'completed') return {};
  const formats = host.getNodeParameter('files', itemIndex, []) as readonly string[];
  const binary: IBinaryKeyData = {};
  for (const { key, name, mime, text } of filesOf(transcript, formats, { name: givenName(input) })) {
    binary[key] = await host.helpers.prepareBinaryData(Buffer.from(text), name, mime);
  }
  return binary;
}

/** What the user's own file is called, without its extension: an upload has no name at the service. */
const givenName = (input: Readonly<Record<string, unknown>>): string | undefined =>
  Object.values(input)
    .map((value) => (value as Partial<AudioFile> | null | undefined)?.name)
    .find((name) => typeof name === 'string')
    ?.replace(/\.[\p{L}\p{N}]{1,5}$/u, '');
