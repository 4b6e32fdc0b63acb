import { BadInputError } from '../../errors.ts';
import { joined } from '../audio/samples.ts';

/** Extracts the packets of the Opus stream from an Ogg file or stream, from chunks of any size. Source: RFC 3533, 7845. */
export interface OggReader {
  /**
   * Returns the complete packets, including headers.
   *
   * @throws BadInputError if the data does not begin with an Ogg page.
   */
  push(chunk: Uint8Array): Uint8Array[];
}

const PAGE_HEADER = 27;
const FIRST_PAGE = 2;

export function createOggReader(): OggReader {
  let rest: Uint8Array = new Uint8Array(0);
  /** Serial number of the Opus stream; undefined before its first page. */
  let serial: number | undefined;
  /** The beginning of a packet that continues on the next page. */
  let unfinished: Uint8Array = new Uint8Array(0);
  let hasBegun = false;

  function packetsOf(page: Uint8Array, segments: Uint8Array, body: Uint8Array): Uint8Array[] {
    const view = new DataView(page.buffer, page.byteOffset);
    const isFirst = (view.getUint8(5) & FIRST_PAGE) !== 0;
    // Other streams, such as video, may be in the same file, and another Opus stream may follow.
    if (isFirst && isOpusHead(body)) serial = view.getUint32(14, true);
    if (view.getUint32(14, true) !== serial) return [];
    const packets: Uint8Array[] = [];
    let at = 0;
    for (const size of segments) {
      unfinished = joined(unfinished, body.subarray(at, at + size));
      at += size;
      // A segment of the maximum size continues in the next segment.
      if (size === 255) continue;
      packets.push(unfinished);
      unfinished = new Uint8Array(0);
    }
    return packets;
  }

  return {
    push(chunk) {
      rest = joined(rest, chunk);
      const packets: Uint8Array[] = [];
      for (;;) {
        const start = pageStart(rest);
        if (!hasBegun && start > 0) {
          throw new BadInputError('The audio is not in the Ogg format, which the encoding ogg_opus requires.', {
            field: 'audio',
          });
        }
        rest = rest.subarray(start);
        const count = rest[PAGE_HEADER - 1] ?? 0;
        const segments = rest.subarray(PAGE_HEADER, PAGE_HEADER + count);
        const size = PAGE_HEADER + count + segments.reduce((sum, each) => sum + each, 0);
        if (rest.length < PAGE_HEADER + count || rest.length < size) break;
        hasBegun = true;
        packets.push(...packetsOf(rest, segments, rest.subarray(PAGE_HEADER + count, size)));
        rest = rest.subarray(size);
      }
      // Does not keep the memory of the caller.
      rest = rest.slice();
      return packets;
    },
  };
}

const MAGIC = [0x4f, 0x67, 0x67, 0x53];

/** Where the next page starts, or may start with the bytes to come. */
function pageStart(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at++) {
    if (MAGIC.every((byte, index) => at + index >= bytes.length || bytes[at + index] === byte)) return at;
  }
  return bytes.length;
}

export const isOpusHead = (packet: Uint8Array): boolean => startsWith(packet, 'OpusHead');

export const isOpusTags = (packet: Uint8Array): boolean => startsWith(packet, 'OpusTags');

const startsWith = (packet: Uint8Array, text: string): boolean =>
  packet.length >= text.length && [...text].every((letter, at) => packet[at] === letter.charCodeAt(0));
