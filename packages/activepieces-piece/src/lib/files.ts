import { sentenceOf } from './errors.ts';
import { type FilesService, type InputPropertyMap, Property } from './host-values.ts';
import { type AnyEntry, BadInputError, filesOf, FORMATS, type Transcript, withoutExtension } from './core.ts';

/** Key of the property for the files to create from a transcript. */
export const FILES = 'files';

/** The property for the files to create, if the result is a transcript. */
export const filesProps = ({ gives }: AnyEntry): InputPropertyMap =>
  gives === 'transcript'
    ? {
        [FILES]: Property.StaticMultiSelectDropdown({
          displayName: 'Files',
          description:
            'Files to create from the finished transcript. A translated transcript has one file per language.',
          required: false,
          options: { options: FORMATS.map(({ id, label }) => ({ label, value: id })) },
        }),
      }
    : {};

/**
 * Stores the files of a result and returns the URL of each.
 *
 * @param audioName name of the audio file, after which the files of its transcript are named
 * @throws BadInputError for a file that is too large
 */
export async function filesFor(
  files: FilesService,
  entry: AnyEntry,
  result: unknown,
  formats: unknown,
  audioName?: string,
): Promise<Record<string, string>> {
  if (entry.gives === 'transcript') {
    const name = audioName === undefined ? undefined : withoutExtension(audioName);
    return transcriptFiles(files, result as Transcript, formats, name);
  }
  const { file } = entry;
  if (file === undefined) return {};
  const whole = result as Record<string, unknown>;
  const fileName = String(whole[file.name]);
  if (file.text !== undefined)
    return { file: await files.write({ fileName, data: Buffer.from(String(whole[file.text])) }) };
  const url = whole[file.url!];
  if (typeof url !== 'string') return {};
  // The result still has the URL if the file is too large for the platform.
  return download(url)
    .then((data) => files.write({ fileName, data }))
    .then(
      (link) => ({ file: link }),
      (thrown: unknown) => ({ file_note: `The file could not be stored: ${sentenceOf(thrown)}` }),
    );
}

async function transcriptFiles(
  files: FilesService,
  transcript: Transcript,
  formats: unknown,
  name: string | undefined,
): Promise<Record<string, string>> {
  if (transcript.status !== 'completed') return {};
  const links: Record<string, string> = {};
  for (const file of filesOf(transcript, Array.isArray(formats) ? (formats as string[]) : [], { name })) {
    links[`${file.key}_file`] = await files
      .write({ fileName: file.name, data: Buffer.from(file.text) })
      .catch((thrown: unknown) =>
        Promise.reject(
          new BadInputError(`The file ${file.name} could not be stored: ${sentenceOf(thrown)}`, {
            transcriptId: transcript.id,
            hint: 'The transcript is finished and billed. Use Get Transcript with its ID to get the result without this file.',
          }),
        ),
      );
  }
  return links;
}

/** Downloads a file from a URL that needs no API key. @throws Error for any status that is not a success */
async function download(url: string): Promise<Buffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the download returned status ${response.status}.`);
  return Buffer.from(await response.arrayBuffer());
}
