import type { Transcript } from '../model.ts';
import { fileNameFor } from './file-name.ts';
import { findFormat, type FormatOptions } from './registry.ts';
import { translatedInto, translationsOf } from './translation.ts';

/** A transcript written down, ready to be stored. */
export interface TranscriptFile {
  /** The format's id, with the language behind it for a translation: `srt`, `srt_de`. */
  readonly key: string;
  readonly name: string;
  readonly mime: string;
  /** UTF-8. */
  readonly text: string;
}

/** How files are written and called. */
export interface FilesOptions extends FormatOptions {
  /** What the files are called, without extension. @default the name of the audio, else the transcript's id */
  readonly name?: string | undefined;
}

/**
 * The transcript in each of the formats; where its utterances were translated, once more for every language, in the
 * formats that show utterances. Unknown formats make no file.
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
