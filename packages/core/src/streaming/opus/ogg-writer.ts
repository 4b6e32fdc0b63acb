/** A page of an Ogg stream. */
export interface Page {
  /** At most 255 segments of 255 bytes in total. */
  readonly packets: readonly Uint8Array[];
  /** Counts the pages of the stream from 0. */
  readonly sequence: number;
  /** Samples at 48 kHz until the end of the last packet. */
  readonly position: number;
}

const SERIAL = 1;
const FIRST_PAGE = 2;
const POLYNOMIAL = 0x04c1_1db7;

/** Source: RFC 3533 section 6. */
export function pageOf({ packets, sequence, position }: Page): Uint8Array {
  const segments = packets.flatMap(({ length }) => [
    ...new Array<number>(Math.floor(length / 255)).fill(255),
    length % 255,
  ]);
  const size = packets.reduce((sum, { length }) => sum + length, 0);
  const page = new Uint8Array(27 + segments.length + size);
  const view = new DataView(page.buffer);
  page.set([0x4f, 0x67, 0x67, 0x53, 0, sequence === 0 ? FIRST_PAGE : 0]);
  view.setBigUint64(6, BigInt(Math.round(position)), true);
  view.setUint32(14, SERIAL, true);
  view.setUint32(18, sequence, true);
  page[26] = segments.length;
  page.set(segments, 27);
  let at = 27 + segments.length;
  for (const packet of packets) {
    page.set(packet, at);
    at += packet.length;
  }
  view.setUint32(22, checksum(page), true);
  return page;
}

function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) sum = (sum << 1) ^ (sum < 0 ? POLYNOMIAL : 0);
  }
  return sum >>> 0;
}

/** The second header of an Opus stream, without a vendor and comments. Source: RFC 7845 section 5.2. */
export const EMPTY_TAGS: Uint8Array = Uint8Array.from(
  [...'OpusTags'].map((letter) => letter.charCodeAt(0)).concat(new Array<number>(8).fill(0)),
);
