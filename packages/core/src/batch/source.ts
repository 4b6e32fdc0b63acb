import { isLink } from '../client/source.ts';
import { badInput } from '../errors.ts';
import type { AudioFile, Media } from '../media.ts';
import { linkWithoutSecrets } from './link.ts';

/** A recording with its own settings. */
export interface BatchItem {
  readonly audio: Media;
  /** Parameters for this recording only, merged into those of the batch. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /** Name in results, errors and the journal. @default the link without its secrets, the path, or the file name */
  readonly name?: string | undefined;
  /**
   * Identifies the recording in the journal: always the same for the same audio, and never for different audio.
   *
   * @default the link without its signature; the path, size and date of a file; none for bytes, which are billed each
   * time
   */
  readonly key?: string | undefined;
}

export type BatchSource = Media | BatchItem;

/** A recording that has not been opened. */
export interface KnownAudio {
  /** Name without secrets, safe to display and store. */
  readonly name: string | undefined;
  /** Opens the recording as late as possible, so that a batch has few open files. */
  open(): Promise<{
    readonly audio: Media;
    /** As {@link BatchItem.key}; '' for audio that cannot be recognized again. */
    readonly key: string;
  }>;
}

/** Recognizes audio without opening it. The Node entry point also accepts paths. */
export type Recognize = (audio: Media) => KnownAudio;

/** @throws BadInputError for an invalid source */
export function itemOf(source: BatchSource): BatchItem {
  if (isItem(source)) return source;
  if (typeof source === 'string' || (typeof source === 'object' && source !== null)) return { audio: source };
  throw badInput('source', `${String(source)} is not a recording.`, 'Pass a link, bytes, or an object with audio.');
}

const isItem = (source: BatchSource): source is BatchItem =>
  typeof source === 'object' && source !== null && 'audio' in source && !('data' in source);

export const recognizeAudio: Recognize = (audio) => {
  if (!isLink(audio)) return { name: nameOf(audio), open: () => Promise.resolve({ audio, key: '' }) };
  const { shown, identity } = linkWithoutSecrets(String(audio).trim());
  return { name: shown, open: () => Promise.resolve({ audio, key: identity }) };
};

function nameOf(audio: Exclude<Media, string | URL>): string | undefined {
  const { name } = audio as Partial<AudioFile>;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
