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

/** Converts samples from -1 to 1 to 16-bit PCM bytes, little endian. */
export function toPcm16(samples: Float32Array): Uint8Array {
  const bytes = new Uint8Array(samples.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < samples.length; at++) {
    const scaled = Math.round(samples[at]! * 0x8000);
    view.setInt16(at * 2, Math.max(-0x8000, Math.min(0x7fff, scaled)), true);
  }
  return bytes;
}

/** Concatenates two byte arrays. */
export function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
