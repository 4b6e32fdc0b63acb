import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Task } from './actions/task.ts';
import { type FileOutput, filesOf, isRecord, type Transcript, withoutExtension } from './core.ts';

/** The files of a result, each in a binary field of its own. */
export const filesFor = async (
  host: IExecuteFunctions,
  task: Task,
  result: unknown,
  json: IDataObject,
): Promise<IBinaryKeyData> => ({
  ...(await resultFile(host, task.entry.file, json, task.item)),
  ...(await transcriptFiles(host, task, result)),
});

/** The file that an operation returns: as text, or downloaded from a link. */
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

/** Downloads a link that needs no API key, as a stream. */
const linked = async (host: IExecuteFunctions, url: unknown): Promise<Buffer> =>
  (await host.helpers.httpRequest({ url: String(url), encoding: 'stream' })) as Buffer;

/** The finished transcript in each chosen format. */
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

/** The name of the input file without its extension: the API does not keep the name of an upload. */
function givenName(input: Readonly<Record<string, unknown>>): string | undefined {
  const name = Object.values(input)
    .map((value) => (isRecord(value) ? value['name'] : undefined))
    .find((one) => typeof one === 'string');
  return name === undefined ? undefined : withoutExtension(name);
}
