import type { Transcript } from '../model.ts';
import { fileNameFor } from './file-name.ts';
import { findFormat, type FormatOptions } from './registry.ts';
import { translatedInto, translationsOf } from './translation.ts';

/** A file with a transcript. */
export interface TranscriptFile {
  /** The ID of the format, followed by the language of a translation: `srt`, `srt_de`. */
  readonly key: string;
  readonly name: string;
  readonly mime: string;
  /** UTF-8. */
  readonly text: string;
}

/** Options for the content and names of files. */
export interface FilesOptions extends FormatOptions {
  /** Name of the files without extension. @default the name of the audio, or the transcript ID */
  readonly name?: string | undefined;
}

/**
 * Returns the transcript in each format. If its utterances are translated, also returns a file for each language in the
 * formats that contain utterances. Ignores unknown formats.
 *
 * @throws BadInputError for an option out of range, NotFoundError for a deleted transcript
 */
export function filesOf(
  transcript: Transcript,
  formats: readonly string[],
  options: FilesOptions = {},
): TranscriptFile[] {
  const languages = translationsOf(transcript);
  return formats.flatMap((id) => {
    const format = findFormat(id);
    if (format === undefined) return [];
    const write = (key: string, spoken: Transcript, extension: string): TranscriptFile => ({
      key,
      name: fileNameFor(transcript, extension, options.name),
      mime: format.mime,
      text: format.render(spoken, options),
    });
    const translations = format.translates
      ? languages.map((code) => write(`${id}_${code}`, translatedInto(transcript, code), `${code}.${format.extension}`))
      : [];
    return [write(id, transcript, format.extension), ...translations];
  });
}
