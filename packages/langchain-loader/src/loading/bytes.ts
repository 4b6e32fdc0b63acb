import { BadInputError, type Media } from '@aai-connectors/core';

/**
 * Converts `audio` for the client: typed arrays to bytes, `data:` URLs to their content.
 *
 * @throws BadInputError if the value is not audio or a `data:` URL is malformed.
 */
export function mediaOf(audio: Media | ArrayBufferView): Media {
  if (typeof audio === 'string') return /^\s*data:/i.test(audio) ? bytesOf(audio.trim()) : audio;
  if (typeof audio !== 'object' || audio === null) {
    throw new BadInputError(`${String(audio)} is not a recording.`, {
      field: 'source',
      hint: 'Pass a URL, a file path, audio data, or a transcript ID as transcriptId.',
    });
  }
  if (!ArrayBuffer.isView(audio) || audio instanceof Uint8Array) return audio;
  return new Uint8Array(audio.buffer, audio.byteOffset, audio.byteLength) as Uint8Array<ArrayBuffer>;
}

function bytesOf(link: string): Uint8Array {
  const comma = link.indexOf(',');
  const [head, data] = comma < 0 ? ['', ''] : [link.slice(0, comma), link.slice(comma + 1)];
  try {
    const text = decodeURIComponent(data);
    if (!/;base64$/i.test(head)) return new TextEncoder().encode(text);
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch (cause) {
    throw new BadInputError('The data: URL is malformed.', { field: 'source', cause });
  }
}
