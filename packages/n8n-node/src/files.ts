import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Task } from './actions/task.ts';
import { type FileOutput, filesOf, inputFileName, type Transcript, withoutExtension } from './core.ts';

/** The files of a result, each in a separate binary field. */
export const filesFor = async (host: IExecuteFunctions, task: Task, result: unknown): Promise<IBinaryKeyData> => ({
  ...(await resultFile(host, task.entry.file, result as IDataObject, task.item)),
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
  const fileName = inputFileName(entry, input);
  const binary: IBinaryKeyData = {};
  for (const { key, name, mime, text } of filesOf(transcript, formats, {
    name: fileName && withoutExtension(fileName),
  })) {
    binary[key] = await host.helpers.prepareBinaryData(Buffer.from(text), name, mime);
  }
  return binary;
}
