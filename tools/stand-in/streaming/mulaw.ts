/** Mu-law bytes as 16-bit PCM, by the table of ITU-T G.711. */
export const mulawToPcm = (bytes: Uint8Array): Int16Array => Int16Array.from(bytes, (byte) => TABLE[byte]!);

const TABLE = Int16Array.from({ length: 256 }, (_, byte) => {
  const bits = ~byte;
  const exponent = (bits >> 4) & 7;
  const magnitude = (2 * (bits & 15) + 33) * 2 ** exponent - 33;
  return (bits & 0x80 ? -1 : 1) * magnitude * 4;
});
