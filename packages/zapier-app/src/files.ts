import type { Bundle, ZObject } from 'zapier-platform-core';
import { type InputField } from './form.ts';
import type { ResultField } from './output.ts';
import { type AnyEntry, filesOf, FORMATS, type Transcript } from './core.ts';
import { hydrators } from './hydrators.ts';

/** Key of the field that says which files to make of a transcript. */
export const FILES = 'files';

const isTranscript = ({ gives }: AnyEntry): boolean => gives === 'transcript';

/** Asks which files to make, where there is a transcript to make them of. */
export const filesField = (entry: AnyEntry): InputField[] =>
  isTranscript(entry)
    ? [
        {
          key: FILES,
          label: 'Files',
          type: 'string',
          list: true,
          helpText: 'Files to make of the finished transcript. Where it was translated, each language gets its own.',
          choices: FORMATS.map(({ id, label }) => ({ value: id, sample: id, label })),
          group: 'primary',
        },
      ]
    : [];

/** The files of a result, which the host fetches once a later step asks for them. */
export function filesFor(z: ZObject, { inputData }: Bundle, entry: AnyEntry, result: unknown): Record<string, string> {
  if (isTranscript(entry)) {
    const transcript = result as Transcript;
    if (transcript.status !== 'completed') return {};
    const made = filesOf(transcript, [inputData[FILES] ?? []].flat() as string[]);
    return Object.fromEntries(
      made.map(({ key }) => [
        `${key.replaceAll('-', '_')}_file`,
        z.dehydrateFile(hydrators.transcriptFile, { id: transcript.id, key }),
      ]),
    );
  }
  const { file } = entry;
  if (file === undefined) return {};
  const { [file.text ?? file.url!]: content, ...rest } = result as Record<string, unknown>;
  if (content === undefined || content === null) return {};
  const about = { name: rest[file.name], mime: rest[file.mimeType] };
  const hydrated =
    file.url === undefined
      ? z.dehydrateFile(hydrators.operationFile, { ...about, entry: entry.id, answers: inputData })
      : z.dehydrateFile(hydrators.linkedFile, { ...about, url: content });
  return { file: hydrated };
}

/** The fields that results with files have also. */
export const fileFields = (entry: AnyEntry): ResultField[] =>
  isTranscript(entry)
    ? FORMATS.map(({ id, label }) => ({ key: `${id}_file`, label: `File: ${label}`, type: 'file' as const }))
    : entry.file === undefined
      ? []
      : [{ key: 'file', label: 'File', type: 'file' }];
