import type { FilesService, InputPropertyMap } from './host-values.ts';
import { Property } from './host-values.ts';
import { type AnyEntry, type AnyEvent, filesOf, FORMATS, simplified, type Transcript } from './suite.ts';

/** Name of the property that says which files to make of a transcript. */
export const FILES = 'files';

/** What a step hands on: the part of a result that people use, without single words. */
export const resultOf = ({ output }: AnyEntry | AnyEvent, result: unknown): Record<string, unknown> => {
  const simple = simplified(output, result);
  return typeof simple === 'object' && simple !== null && !Array.isArray(simple)
    ? (simple as Record<string, unknown>)
    : { result: simple };
};

export const filesProps = ({ gives }: AnyEntry): InputPropertyMap =>
  gives === 'transcript'
    ? {
        [FILES]: Property.StaticMultiSelectDropdown({
          displayName: 'Files',
          description: 'Files to make of the finished transcript. Where it was translated, each language gets its own.',
          required: false,
          options: { options: FORMATS.map(({ id, label }) => ({ label, value: id })) },
        }),
      }
    : {};

/** The files of a result, put into the host's store; each is a link there. */
export async function filesFor(
  files: FilesService,
  entry: AnyEntry,
  result: unknown,
  formats: unknown,
  name?: string,
): Promise<Record<string, string>> {
  if (entry.gives === 'transcript') {
    const transcript = result as Transcript;
    if (transcript.status !== 'completed') return {};
    const made = filesOf(transcript, Array.isArray(formats) ? (formats as string[]) : [], { name });
    const links: Record<string, string> = {};
    for (const { key, name: fileName, text } of made) {
      links[`${key}_file`] = await files.write({ fileName, data: Buffer.from(text) });
    }
    return links;
  }
  const { file } = entry;
  if (file === undefined) return {};
  const whole = result as Record<string, unknown>;
  const data = file.text === undefined ? await fetched(whole[file.url!]) : Buffer.from(String(whole[file.text]));
  return data === undefined ? {} : { file: await files.write({ fileName: String(whole[file.name]), data }) };
}

/** What is behind a link that needs no key. */
async function fetched(url: unknown): Promise<Buffer | undefined> {
  if (typeof url !== 'string') return undefined;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The file could not be fetched: its link answered ${response.status}.`);
  return Buffer.from(await response.arrayBuffer());
}
