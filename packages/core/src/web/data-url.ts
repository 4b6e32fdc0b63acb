import { badInput, type BadInputError } from '../errors.ts';
import type { AudioFile } from '../media.ts';

/**
 * The audio in a data URL, such as `data:audio/wav;base64,UklGR…`. Any other source is returned unchanged.
 *
 * @throws BadInputError for a data URL with other content, and for one that cannot be decoded.
 */
export function fromDataUrl<S>(source: S): S | AudioFile {
  const url = typeof source === 'string' || source instanceof URL ? String(source) : '';
  if (!/^\s*data:/i.test(url)) return source;
  const comma = url.indexOf(',');
  if (comma < 0) throw refuse('The data URL has no comma, so it contains no data.');
  const [type = '', ...settings] = url.slice(url.indexOf(':') + 1, comma).split(';');
  if (/^\s*(text|image)\//i.test(type)) throw refuse(`The data URL contains ${type.trim().slice(0, 40)}, not audio.`);
  const isBase64 = /^\s*base64\s*$/i.test(settings.at(-1) ?? '');
  const bytes = unescaped(url.slice(comma + 1));
  const data = isBase64 ? fromBase64(new TextDecoder('latin1').decode(bytes)) : bytes;
  return { data, size: data.byteLength };
}

/** Decodes `%XX` in text to bytes. A percent sign without two hexadecimal digits stays unchanged. */
function unescaped(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  let size = 0;
  for (let at = 0; at < bytes.length; at++) {
    const code = bytes[at] === PERCENT ? String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0) : '';
    const isEscape = /^[\da-f]{2}$/i.test(code);
    bytes[size++] = isEscape ? parseInt(code, 16) : bytes[at]!;
    if (isEscape) at += 2;
  }
  return bytes.subarray(0, size);
}

const PERCENT = 0x25;

function fromBase64(text: string): Uint8Array {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    throw refuse('The data URL is not valid base64.');
  }
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

const refuse = (message: string): BadInputError => badInput('audio', message);
