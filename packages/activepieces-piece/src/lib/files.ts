import { sentenceOf } from './errors.ts';
import { type FilesService, type InputPropertyMap, Property } from './host-values.ts';
import { type AnyEntry, BadInputError, filesOf, FORMATS, type Transcript, withoutExtension } from './core.ts';

/** Name of the property that says which files to make of a transcript. */
export const FILES = 'files';

/** Asks which files to make, where there is a transcript to make them of. */
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

/**
 * The files of a result, put into the host's store; each is a link there.
 *
 * @param audioName name of the audio file, which those of its transcript are named after
 * @throws BadInputError for one too large
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
  // The result has the link also, which helps if the file is too large for the host.
  return fetched(url)
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
  for (const made of filesOf(transcript, Array.isArray(formats) ? (formats as string[]) : [], { name })) {
    links[`${made.key}_file`] = await files
      .write({ fileName: made.name, data: Buffer.from(made.text) })
      .catch((thrown: unknown) =>
        Promise.reject(
          new BadInputError(`The file ${made.name} could not be stored: ${sentenceOf(thrown)}`, {
            transcriptId: transcript.id,
            hint: 'The transcript is complete and was billed. Get it by its ID, without this file.',
          }),
        ),
      );
  }
  return links;
}

/** What is behind a link that needs no key. */
async function fetched(url: string): Promise<Buffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`its link answered ${response.status}.`);
  return Buffer.from(await response.arrayBuffer());
}
