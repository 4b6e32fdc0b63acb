/** Reads the packets of a stream in Ogg, whatever the size of its chunks. Source: RFC 3533, section 6. */
export interface OggReader {
  /** The packets that are complete now. @throws Error for bytes that are no Ogg */
  push(bytes: Uint8Array): Uint8Array[];
}

const HEADER = 27;
/** Length of a segment that the next one continues. */
const FULL = 255;
const CAPTURE = [0x4f, 0x67, 0x67, 0x53];

export function createOggReader(): OggReader {
  let waiting = new Uint8Array(0);
  let packet: Uint8Array[] = [];

  /** One page at the start of `waiting`. @returns its packets, or `undefined` if it is not complete */
  function page(): Uint8Array[] | undefined {
    if (waiting.length < HEADER) return undefined;
    if (CAPTURE.some((byte, at) => waiting[at] !== byte)) throw new Error('The audio is no Ogg stream.');
    const count = waiting[HEADER - 1]!;
    const lengths = waiting.subarray(HEADER, HEADER + count);
    const end = HEADER + count + lengths.reduce((sum, length) => sum + length, 0);
    if (lengths.length < count || waiting.length < end) return undefined;
    const packets: Uint8Array[] = [];
    let at = HEADER + count;
    for (const length of lengths) {
      packet.push(waiting.slice(at, at + length));
      at += length;
      if (length === FULL) continue;
      packets.push(joined(packet));
      packet = [];
    }
    waiting = waiting.slice(end);
    return packets;
  }

  return {
    push(bytes) {
      waiting = joined([waiting, bytes]);
      const packets: Uint8Array[] = [];
      for (let more = page(); more !== undefined; more = page()) packets.push(...more);
      return packets;
    },
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
