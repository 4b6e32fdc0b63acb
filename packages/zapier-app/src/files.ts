import type { Bundle, ZObject } from 'zapier-platform-core';
import { type InputField } from './form.ts';
import type { ResultField } from './output.ts';
import { type AnyEntry, filesOf, FORMATS, type Transcript } from './core.ts';
import { hydrators } from './hydrators.ts';
import { LEFT_OUT } from './size.ts';

/** Key of the field that asks which files to make from a transcript. */
export const FILES = 'files';

const isTranscript = ({ gives }: AnyEntry): boolean => gives === 'transcript';

/** The field that asks which files to make, for entries that return a transcript. */
export const filesField = (entry: AnyEntry): InputField[] =>
  isTranscript(entry)
    ? [
        {
          key: FILES,
          label: 'Files',
          type: 'string',
          list: true,
          helpText: 'Files to create from the finished transcript. A translated transcript has one file per language.',
          choices: FORMATS.map(({ id, label }) => ({ value: id, sample: id, label })),
          group: 'primary',
        },
      ]
    : [];

/** The files of a result. The host fetches a file when a later step uses it. */
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
      ? z.dehydrateFile(hydrators.operationFile, { ...about, entry: entry.id, answers: answersIn(entry, inputData) })
      : z.dehydrateFile(hydrators.linkedFile, { ...about, url: content });
  return { file: hydrated };
}

/** The answers of the entry's own fields. The host limits the size of what a file needs to be made. */
const answersIn = ({ params }: AnyEntry, inputData: Bundle['inputData']): Record<string, unknown> =>
  Object.fromEntries(Object.entries(inputData).filter(([key]) => key in params));

/** The additional output fields of results with files, or with parts that are too large for a result. */
export const fileFields = (entry: AnyEntry): ResultField[] =>
  isTranscript(entry)
    ? [
        ...FORMATS.map(({ id, label }) => ({
          key: `${id}_file`,
          label: `${titleOf(label)} File`,
          type: 'file' as const,
        })),
        { key: LEFT_OUT, label: 'Left Out', type: 'string' },
      ]
    : entry.file === undefined
      ? []
      : [{ key: 'file', label: 'File', type: 'file' }];

const titleOf = (label: string): string => label.replace(/ (?!(?:of|with) )[a-z]/g, (start) => start.toUpperCase());
