/** Milliseconds of a frame, by the upper five bits of a packet's first byte. Source: RFC 6716 section 3.1. */
function frameMs(config: number): number {
  if (config < 12) return [10, 20, 40, 60][config % 4]!;
  if (config < 16) return [10, 20][config % 2]!;
  return [2.5, 5, 10, 20][config % 4]!;
}

/** Returns the duration of an Opus packet, ms; 0 for an empty packet. */
export function durationOf(packet: Uint8Array): number {
  const [first, second = 0] = packet;
  if (first === undefined) return 0;
  const code = first & 3;
  const frames = code === 0 ? 1 : code === 3 ? second & 63 : 2;
  return frames * frameMs(first >> 3);
}
