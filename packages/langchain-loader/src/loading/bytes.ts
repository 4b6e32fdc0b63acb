import { BadInputError, type Media } from '@aai-connectors/core';

/**
 * `audio` as the client takes it: a view of other numbers as bytes, a `data:` link as what is in it.
 *
 * @throws BadInputError for what cannot be audio, and for a `data:` link that cannot be read.
 */
export function mediaOf(audio: Media | ArrayBufferView): Media {
  if (typeof audio === 'string') return /^\s*data:/i.test(audio) ? bytesOf(audio.trim()) : audio;
  if (typeof audio !== 'object' || audio === null) {
    throw new BadInputError(`${String(audio)} is no recording.`, {
      field: 'source',
      hint: 'Give a link, the path of a file, the audio itself, or the ID of a transcript as transcriptId.',
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
    throw new BadInputError('This data: link cannot be read.', { field: 'source', cause });
  }
}
