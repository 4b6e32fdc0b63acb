/** Mu-law: silence, and 300 ms of a loud square wave at each position. */
export function pulses(ms: number, ...at: readonly number[]): Uint8Array {
  const audio = new Uint8Array(ms * 8).fill(0xff);
  for (const start of at) for (let i = start * 8; i < (start + 300) * 8; i++) audio[i] = i % 16 < 8 ? 0x80 : 0x00;
  return audio;
}
