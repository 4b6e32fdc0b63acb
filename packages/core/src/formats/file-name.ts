import type { Transcript } from '../model.ts';
import { charactersOf, cleanText } from './text.ts';

/** Names that Windows reserves for devices. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** Characters that are invalid or invisible in file names: separators, wildcards, text direction marks. */
const FORBIDDEN = /[\\/:*?"<>|\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** File systems allow 255 bytes; this leaves room for the extension and a counter. */
const MAX_BYTES = 180;

/**
 * Returns a file name for a transcript that is valid on every system and never a path: `name`, or the name of the audio
 * file, or the transcript ID. Uploads have no name and get the ID. Never throws.
 *
 * @param extension without the dot, such as the `extension` of a format
 */
export function fileNameFor(transcript: Transcript, extension: string, name?: string): string {
  const candidates = [cleanText(name), audioName(transcript.audio_url), cleanText(transcript.id)].map(safeName);
  const base = candidates.find((candidate) => candidate !== '') ?? 'transcript';
  const ending = extension.replace(/[^\p{L}\p{N}._-]/gu, '').replace(/^\.+|(?<!\.)\.+$/g, '');
  return ending === '' ? base : `${base}.${ending}`;
}

/** Removes a file extension of up to five characters. */
export const withoutExtension = (name: string): string => name.replace(/\.[\p{L}\p{N}]{1,5}$/u, '');

function audioName(audioUrl: unknown): string {
  const text = cleanText(audioUrl);
  if (!URL.canParse(text)) return '';
  const { hostname, pathname, protocol } = new URL(text);
  if (!/^https?:$/.test(protocol) || /(^|\.)assemblyai\.com$/.test(hostname)) return '';
  return withoutExtension(decoded(pathname.split('/').at(-1) ?? ''));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function safeName(text: string): string {
  const allowed = cleanText(text.replace(FORBIDDEN, ' '))
    .replace(/^[.\s]+/, '')
    .replace(/(?<![.\s])[.\s]+$/, '');
  const short = shortened(allowed);
  return RESERVED.test(short.split('.')[0]!.trim()) ? `_${short}` : short;
}

function shortened(text: string): string {
  const encoder = new TextEncoder();
  let bytes = 0;
  let short = '';
  for (const character of charactersOf(text)) {
    bytes += encoder.encode(character).length;
    if (bytes > MAX_BYTES) break;
    short += character;
  }
  return short.trimEnd();
}
