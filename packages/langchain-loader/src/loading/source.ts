import { type AudioFile, BadInputError, linkWithoutSecrets, type Media, type Transcript } from '@aai-connectors/core';
import { isDeno, isNode } from '@langchain/core/utils/env';
import type * as node from '../node.ts';
import { AUDIO_LINK, type TranscriptionParams } from '../params.ts';
import { mediaOf } from './bytes.ts';

/** Audio: a link, the path of a file (or a `file:` URL), or the audio itself. */
export type AudioSource = Media | ArrayBufferView;

/** Audio with settings of its own. */
export interface AudioItem {
  readonly audio: AudioSource;
  /** On top of the loader's, for this recording only. */
  readonly params?: TranscriptionParams | undefined;
  /** Added to each of its documents, such as a title or a date. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /**
   * What to call it in `source`. Bytes are known by it the next time, so that documents overwrite themselves.
   *
   * @default the link or path, the file's name
   */
  readonly name?: string | undefined;
}

/** A transcript that exists; one that is not finished is waited for. */
export interface TranscriptItem {
  readonly transcriptId: string;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly name?: string | undefined;
}

/** A finished transcript, as the API gave it. */
export interface TranscriptObject {
  readonly transcript: Transcript;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly name?: string | undefined;
}

export type LoaderSource = AudioSource | AudioItem | TranscriptItem | TranscriptObject;

/** Which files of this machine may be read. */
export interface LocalFiles {
  /** @default true in Node and Deno, false elsewhere */
  readonly allowLocalFiles?: boolean | undefined;
  /** The only folder that files are read from, links out of it included; relative paths start here. @default any */
  readonly rootFolder?: string | undefined;
}

/** What is known of a source before it is read. */
export interface KnownSource {
  /** To show and keep: without the secrets of signed links. */
  readonly source: string;
  /** The same for the same recording, every time; '' for bytes that nobody can know again. */
  readonly identity: string;
  readonly mediaUrl: string | undefined;
  readonly item: AudioItem | TranscriptItem | TranscriptObject;
  /** The path, for a file of this machine. */
  readonly path?: string;
}

/**
 * What is known of a source before anything is read or sent.
 *
 * @throws BadInputError for what is no source
 */
export function identify(given: LoaderSource, rootFolder?: string): KnownSource {
  const item = itemOf(given);
  if (!('audio' in item)) {
    const id = 'transcript' in item ? item.transcript.id : item.transcriptId;
    return { item, source: item.name ?? id, identity: `transcript:${id}`, mediaUrl: undefined };
  }
  const { audio, name } = item;
  if (typeof audio !== 'string' && !(audio instanceof URL)) {
    return { item, source: name ?? nameOf(audio) ?? 'audio', identity: identityOf(audio, name), mediaUrl: undefined };
  }
  const text = String(audio).trim();
  if (isPath(text)) {
    return { item, source: name ?? text, identity: placeOf(text, rootFolder), mediaUrl: undefined, path: text };
  }
  const { shown, identity } = linkWithoutSecrets(text);
  return { item, source: name ?? shown, identity, mediaUrl: shown === hrefOf(text) ? shown : undefined };
}

/** What a transcript says about its recording, for a source that was only an id. */
export function recordingOf(transcript: Transcript, known: KnownSource): Pick<KnownSource, 'source' | 'mediaUrl'> {
  const link = transcript[AUDIO_LINK];
  if ('audio' in known.item || typeof link !== 'string' || !URL.canParse(link) || isUpload(link)) return known;
  const { shown } = linkWithoutSecrets(link);
  return { source: known.item.name ?? shown, mediaUrl: shown === hrefOf(link) ? shown : undefined };
}

/** Only the service itself can open those. */
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

/** Bytes are known again by the name that was given on purpose, or as a file that a person chose. */
function identityOf(audio: Exclude<AudioSource, string | URL>, name: string | undefined): string {
  if (name !== undefined) return `name:${name}`;
  const { lastModified, size } = audio as Partial<File>;
  const called = nameOf(audio);
  return called === undefined || lastModified === undefined ? '' : `file:${called}:${size}:${lastModified}`;
}

/** Told apart by the scheme; a single letter before the colon is a Windows drive. */
const isPath = (text: string): boolean => /^file:/i.test(text) || !/^[a-z][a-z0-9+.-]+:/i.test(text);

/** However the path is written, the same file is the same place. */
function placeOf(path: string, rootFolder: string | undefined): string {
  const isAbsolute = /^(file:|[/\\]|[a-z]:)/i.test(path);
  const plain = path.replace(/^(\.[/\\])+/, '');
  return `file:${isAbsolute || rootFolder === undefined ? plain : `${rootFolder.replace(/[/\\]+$/, '')}/${plain}`}`;
}

/** The link as it would be shown if there were nothing secret in it. */
const hrefOf = (text: string): string => (URL.canParse(text) ? new URL(text).href : text);

/**
 * The audio as the client takes it: a path becomes a file where the caller allows it.
 *
 * @throws BadInputError for a path that may not be read.
 */
export async function openAudio(
  { path, item }: KnownSource,
  { allowLocalFiles = isNode() || isDeno(), rootFolder }: LocalFiles,
): Promise<{ readonly audio: Media; readonly version: string }> {
  const audio = (item as AudioItem).audio as Media;
  if (path === undefined) return { audio, version: '' };
  if (!allowLocalFiles) {
    throw new BadInputError(`${path} is a file of this machine, and those may not be read here.`, {
      field: 'audio',
      hint: 'Give a link that starts with https://, the bytes of the file, or allowLocalFiles: true in Node.',
    });
  }
  // Only Node has files; a bundler for browsers puts nothing in its place (see `imports` in package.json).
  const { openLocalFile } = (await import('#node')) as Partial<typeof node>;
  if (openLocalFile === undefined) throw new BadInputError('There are no files here.', { field: 'audio' });
  return openLocalFile(path, rootFolder);
}
