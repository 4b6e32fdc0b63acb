/** Converts a mu-law sample to 16-bit PCM. Source: ITU-T G.711. */
export function fromMulaw(byte: number): number {
  const bits = ~byte & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + 0x84) << ((bits >> 4) & 0x07)) - 0x84;
  return (bits & 0x80) === 0 ? magnitude : 0 - magnitude;
}

/** Converts a 16-bit PCM sample to mu-law. Source: ITU-T G.711. */
export function toMulaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), 32_635) + 0x84;
  const exponent = Math.max(0, Math.floor(Math.log2(magnitude)) - 7);
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff;
}

/** Converts samples from -1 to 1: to 16-bit PCM, little endian, or with 1 byte per sample to mu-law. */
export function encoded(samples: Float32Array, bytesPerSample: 1 | 2): Uint8Array {
  const bytes = new Uint8Array(samples.length * bytesPerSample);
  const view = new DataView(bytes.buffer);
  samples.forEach((sample, at) => {
    const pcm = Math.max(-0x8000, Math.min(0x7fff, Math.round(sample * 0x8000)));
    if (bytesPerSample === 1) bytes[at] = toMulaw(pcm);
    else view.setInt16(at * 2, pcm, true);
  });
  return bytes;
}

/** Concatenates two byte arrays. */
export function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
