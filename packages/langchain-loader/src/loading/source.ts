import { type AudioFile, BadInputError, linkWithoutSecrets, type Media, type Transcript } from '@aai-connectors/core';
import { isDeno, isNode } from '@langchain/core/utils/env';
import type * as node from '../node.ts';
import { AUDIO_LINK, type TranscriptionParams } from '../params.ts';
import { mediaOf } from './bytes.ts';

/** Audio: a URL, a file path (or `file:` URL), or audio data. */
export type AudioSource = Media | ArrayBufferView;

/** A source with an ID of the caller. */
export interface Identified {
  /**
   * Identifies the recording in your system, such as the key of a database row. It decides which documents are replaced when
   * the recording is loaded again, even if its content or location has changed. Must be unique.
   *
   * @default the content of a file or of audio data; a URL without its signature; the transcript ID
   */
  readonly id?: string | undefined;
}

/** Audio with its own settings. */
export interface AudioItem extends Identified {
  /** A URL, a file path or audio data. */
  readonly audio: AudioSource;
  /** Transcription parameters for this recording, merged over those of the loader. */
  readonly params?: TranscriptionParams | undefined;
  /** Metadata to add to each of its documents, such as a title or a date. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /** Value of `source` in the metadata. @default the URL, path or file name */
  readonly name?: string | undefined;
}

/** An existing transcript by its ID. An unfinished one is awaited. */
export interface TranscriptItem extends Identified {
  /** ID of the transcript. */
  readonly transcriptId: string;
  /** Metadata to add to each of its documents, such as a title or a date. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /** Value of `source` in the metadata. @default the URL of the audio, or the transcript ID */
  readonly name?: string | undefined;
}

/** A finished transcript as returned by the API. */
export interface TranscriptObject extends Identified {
  /** The API's result. It must be finished. */
  readonly transcript: Transcript;
  /** Metadata to add to each of its documents, such as a title or a date. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /** Value of `source` in the metadata. @default the URL of the audio, or the transcript ID */
  readonly name?: string | undefined;
}

/** What a loader takes: audio, or an existing transcript. */
export type LoaderSource = AudioSource | AudioItem | TranscriptItem | TranscriptObject;

/** Which local files may be read. */
export interface LocalFiles {
  /** @default true in Node and Deno, false elsewhere */
  readonly allowLocalFiles?: boolean | undefined;
  /** The only folder to read files from. Relative paths start here; symbolic links that leave it are refused. @default any */
  readonly rootFolder?: string | undefined;
}

/** A source before it is read. */
export interface KnownSource {
  /** Safe to show and store: signed URLs appear without their secrets. */
  readonly source: string;
  /** Identifies the recording across runs. `undefined` for files and audio data, which their content identifies. */
  readonly identity: string | undefined;
  readonly mediaUrl: string | undefined;
  readonly item: AudioItem | TranscriptItem | TranscriptObject;
  /** Path of a local file. */
  readonly path?: string;
}

/**
 * Identifies a source before anything is read or sent.
 *
 * @throws BadInputError if the value is not a source
 */
export function identify(given: LoaderSource): KnownSource {
  const item = itemOf(given);
  checkId(item.id);
  if (!('audio' in item)) {
    const id = 'transcript' in item ? item.transcript.id : item.transcriptId;
    return { item, source: item.name ?? id, identity: `transcript:${id}`, mediaUrl: undefined };
  }
  const { audio, name } = item;
  if (typeof audio !== 'string' && !(audio instanceof URL)) {
    return { item, source: name ?? nameOf(audio) ?? 'audio', identity: undefined, mediaUrl: undefined };
  }
  const text = String(audio).trim();
  if (isPath(text)) {
    return { item, source: name ?? text, identity: undefined, mediaUrl: undefined, path: text };
  }
  const { shown, identity } = linkWithoutSecrets(text);
  return { item, source: name ?? shown, identity, mediaUrl: shown === hrefOf(text) ? shown : undefined };
}

/** Source and media URL of a transcript that was given by its ID. */
export function recordingOf(transcript: Transcript, known: KnownSource): Pick<KnownSource, 'source' | 'mediaUrl'> {
  const link = transcript[AUDIO_LINK];
  if ('audio' in known.item || typeof link !== 'string' || !URL.canParse(link) || isUpload(link)) return known;
  const { shown } = linkWithoutSecrets(link);
  return { source: known.item.name ?? shown, mediaUrl: shown === hrefOf(link) ? shown : undefined };
}

/** Uploads can be opened only by the service. */
const isUpload = (link: string): boolean => new URL(link).pathname.startsWith('/upload/');

function itemOf(given: LoaderSource): KnownSource['item'] {
  if (typeof given !== 'object' || given === null || given instanceof URL) return { audio: mediaOf(given) };
  if ('transcriptId' in given || 'transcript' in given) return given;
  return 'audio' in given ? { ...given, audio: mediaOf(given.audio) } : { audio: mediaOf(given) };
}

const nameOf = (audio: Exclude<AudioSource, string | URL>): string | undefined => {
  const { name } = audio as Partial<AudioFile>;
  return typeof name === 'string' && name !== '' ? name : undefined;
};

/** URLs have a scheme. A single letter before the colon is a Windows drive. */
const isPath = (text: string): boolean => /^file:/i.test(text) || !/^[a-z][a-z0-9+.-]+:/i.test(text);

function checkId(id: string | undefined): void {
  if (id === undefined || (typeof id === 'string' && id.trim() !== '')) return;
  throw new BadInputError('The id of a source must be a text that is not empty.', {
    field: 'id',
    hint: 'Leave it out to identify the recording by its content.',
  });
}

/** The normalized URL. Equals the shown one if it has no secrets. */
const hrefOf = (text: string): string => (URL.canParse(text) ? new URL(text).href : text);

/**
 * Opens the audio for the client. A path is opened as a local file if the caller allows it.
 *
 * @throws BadInputError if the path may not be read.
 */
export async function openAudio(
  { path, item }: KnownSource,
  { allowLocalFiles = isNode() || isDeno(), rootFolder }: LocalFiles,
): Promise<Media> {
  const audio = (item as AudioItem).audio as Media;
  if (path === undefined) return audio;
  if (!allowLocalFiles) {
    throw new BadInputError(`${path} is a local file, and reading local files is disabled.`, {
      field: 'audio',
      hint: 'Pass an https:// URL or the bytes of the file. In Node, set allowLocalFiles: true.',
    });
  }
  // Bundlers for browsers replace this module by an empty one (see `imports` in package.json).
  const { openLocalFile } = (await import('#node')) as Partial<typeof node>;
  if (openLocalFile === undefined)
    throw new BadInputError('This runtime has no file system.', {
      field: 'audio',
      hint: 'Pass an https:// URL or audio data.',
    });
  return openLocalFile(path, rootFolder);
}
