import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { type AnyEntry, type FileOutput, filesOf, type Transcript, withoutExtension } from './core.ts';

/** The helpers that create files: a node has them while it runs and in its webhook. */
export interface FileHost {
  readonly helpers: Pick<IExecuteFunctions['helpers'], 'prepareBinaryData' | 'httpRequest'>;
}

/** The files to create. Plain JSON. */
export interface FilePlan {
  /** IDs of the formats of a transcript. */
  readonly formats: readonly string[];
  /** Binary field of the file that the operation returns; absent to return none. */
  readonly field?: string;
  /** Name of the audio file that was transcribed. */
  readonly fileName?: string;
}

/** The files of a result, each in a separate binary field. */
export const filesFor = async (
  host: FileHost,
  entry: AnyEntry,
  plan: FilePlan,
  result: unknown,
): Promise<IBinaryKeyData> => ({
  ...(await resultFile(host, entry.file, plan.field, result as IDataObject)),
  ...(await transcriptFiles(host, entry, plan, result)),
});

/** The file that an operation returns: as text, or downloaded from a link. */
async function resultFile(
  host: FileHost,
  file: FileOutput | undefined,
  field: string | undefined,
  json: IDataObject,
): Promise<IBinaryKeyData> {
  if (file === undefined || field === undefined) return {};
  const url = file.url === undefined ? undefined : json[file.url];
  const content =
    file.text !== undefined
      ? Buffer.from(String(json[file.text]))
      : url === undefined
        ? undefined
        : await linked(host, url);
  if (content === undefined) return {};
  const data = host.helpers.prepareBinaryData(content, String(json[file.name]), String(json[file.mimeType]));
  return { [field]: await data };
}

/** Downloads a link that needs no API key, as a stream. */
const linked = async (host: FileHost, url: unknown): Promise<Buffer> =>
  (await host.helpers.httpRequest({ url: String(url), encoding: 'stream' })) as Buffer;

/** The finished transcript in each chosen format. */
async function transcriptFiles(
  host: FileHost,
  { gives }: AnyEntry,
  { formats, fileName }: FilePlan,
  result: unknown,
): Promise<IBinaryKeyData> {
  const transcript = result as Transcript;
  if (gives !== 'transcript' || transcript.status !== 'completed') return {};
  const binary: IBinaryKeyData = {};
  for (const { key, name, mime, text } of filesOf(transcript, formats, {
    name: fileName && withoutExtension(fileName),
  })) {
    binary[key] = await host.helpers.prepareBinaryData(Buffer.from(text), name, mime);
  }
  return binary;
}
