import { isLink } from '../client/source.ts';
import { badInput } from '../errors.ts';
import type { AudioFile, Media } from '../media.ts';
import { linkWithoutSecrets } from './link.ts';

/** A recording with settings of its own. */
export interface BatchItem {
  readonly audio: Media;
  /** On top of the parameters of the batch, for this recording only. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /** What results, errors and the journal call it. @default the link without its secrets, the path, the file's name */
  readonly name?: string | undefined;
  /**
   * What the journal recognizes the recording by: the same for the same audio every time, and never for another.
   *
   * @default the link without its signature; the path, size and date of a file; none for bytes, which are billed each time
   */
  readonly key?: string | undefined;
}

export type BatchSource = Media | BatchItem;

/** A recording before it is opened. */
export interface KnownAudio {
  /** To show and keep: without secrets. */
  readonly name: string | undefined;
  /** Opens it as late as possible, so that a batch holds few open files. */
  open(): Promise<{
    readonly audio: Media;
    /** As {@link BatchItem.key}; '' for audio that nobody can recognize again. */
    readonly key: string;
  }>;
}

/** What is known of audio before it is opened. The Node door also takes paths. */
export type Recognize = (audio: Media) => KnownAudio;

/** @throws BadInputError for what cannot be a source */
export function itemOf(source: BatchSource): BatchItem {
  if (isItem(source)) return source;
  if (typeof source === 'string' || (typeof source === 'object' && source !== null)) return { audio: source };
  throw badInput('source', `${String(source)} is no recording.`, 'Give a link, bytes, or an object with audio.');
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
