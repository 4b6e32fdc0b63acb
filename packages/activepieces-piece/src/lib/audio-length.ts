/** Bytes per second of compressed speech. A file may have more, so its length is rather over- than underestimated. */
const COMPRESSED_RATE = 16_000;

/** Offset of the byte rate in the header of a WAV file. */
const RATE_AT = 28;

/** Estimated length of an audio file in seconds. */
export function audioSecondsOf(file: Uint8Array): number {
  const { buffer, byteOffset, byteLength } = file;
  const isWav = byteLength > RATE_AT + 4 && String.fromCharCode(...file.subarray(0, 4)) === 'RIFF';
  const rate = isWav ? new DataView(buffer, byteOffset, byteLength).getUint32(RATE_AT, true) : 0;
  return byteLength / (rate || COMPRESSED_RATE);
}
