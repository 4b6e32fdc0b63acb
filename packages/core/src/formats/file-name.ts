import type { Transcript } from '../model.ts';
import { charactersOf, cleanText } from './text.ts';

/** Names that Windows keeps for devices. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** Characters that no system or no reader takes for part of a name: separators, wildcards, turns of direction. */
const FORBIDDEN = /[\\/:*?"<>|\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** File systems allow 255 bytes; this leaves room for the extension and a counter. */
const MAX_BYTES = 180;

/**
 * A name for a file made from a transcript, safe on every system and never a path: `name` where given, else the name
 * of the audio file, else the transcript's id. Uploads have no name, so they get the id. Never throws.
 *
 * @param extension what follows the dot, such as a format's `extension`
 */
export function fileNameFor(transcript: Transcript, extension: string, name?: string): string {
  const candidates = [cleanText(name), audioName(transcript.audio_url), cleanText(transcript.id)].map(safeName);
  const base = candidates.find((candidate) => candidate !== '') ?? 'transcript';
  const ending = extension.replace(/[^\p{L}\p{N}._-]/gu, '').replace(/^\.+|(?<!\.)\.+$/g, '');
  return ending === '' ? base : `${base}.${ending}`;
}

/** The name of a file without its extension; a name without one, or with one of more than five characters, as it is. */
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
