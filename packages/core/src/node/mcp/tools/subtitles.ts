import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getSubtitles as entry } from '../../../catalogue/entries/transcript/subtitles.ts';
import { text } from '../../../catalogue/kit/fields.ts';
import { BadInputError } from '../../../errors.ts';
import { fileNameFor } from '../../../formats/file-name.ts';
import type { Transcript } from '../../../model.ts';
import type { Desk } from '../desk.ts';
import { tokensAtMost } from '../tokens.ts';
import { tool } from '../tool.ts';

/** Numbers that are tried after the name of an existing file. */
const MOST_COPIES = 100;

const [PREVIEW_LINES, LONGEST_LINE] = [8, 200];

export const saveSubtitles = tool({
  name: 'save_subtitles',
  title: 'Save Subtitles',
  description:
    'Writes the subtitles of a finished transcript to a new file in the allowed folder, and returns its path. Never replaces a file. Without an allowed folder, returns short subtitles as text.',
  params: {
    ...entry.params,
    file_name: text({
      label: 'File Name',
      help: 'Name of the file without extension. Defaults to the name of the recording.',
      maxLength: 200,
      source: 'ours: for agents',
    }),
  },
  hints: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  async run(input, desk, call) {
    const { client, library, folders } = desk;
    const { transcript_id: id, format, chars_per_caption: charsPerCaption, file_name: name } = input;
    const transcript = await library.get(id, call.signal);
    const subtitles = await client.transcripts.subtitles(id, { format, charsPerCaption, signal: call.signal });
    const [folder] = folders;
    if (folder === undefined) return asText(subtitles, desk);
    const path = await writeNew(folder, transcript, format, name, subtitles);
    const captions = subtitles.match(/-->/g)?.length ?? 0;
    return `Saved ${captions} captions to ${path}\n\nThe file starts with:\n${preview(subtitles)}`;
  },
});

function asText(subtitles: string, { budget }: Desk): string {
  if (tokensAtMost(subtitles) <= budget) return subtitles;
  throw new BadInputError('The subtitles are too long for an answer, and this server may not write files.', {
    hint: 'Start the server with --folder and the path of a folder.',
  });
}

/** Writes a file that does not exist yet. Neither the name nor a link in the folder can lead elsewhere. */
async function writeNew(
  folder: string,
  transcript: Transcript,
  extension: string,
  name: string | undefined,
  content: string,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const home = await realpath(folder);
  for (let copy = 1; copy <= MOST_COPIES; copy++) {
    const stem = fileNameFor(transcript, '', name);
    const path = join(home, fileNameFor(transcript, extension, copy === 1 ? stem : `${stem}-${copy}`));
    try {
      await writeFile(path, content, { flag: 'wx' });
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new BadInputError(`${path} cannot be written (${(error as NodeJS.ErrnoException).code}).`, {
        field: 'file_name',
        hint: 'Check that the folder is writable, or use another file name.',
        cause: error,
      });
    }
  }
  throw new BadInputError(`The folder has ${MOST_COPIES} files with this name.`, {
    field: 'file_name',
    hint: 'Use another file name.',
  });
}

function preview(subtitles: string): string {
  const lines = subtitles.split(/\r?\n/).slice(0, PREVIEW_LINES);
  return lines
    .map((line) => line.slice(0, LONGEST_LINE))
    .join('\n')
    .trim();
}
