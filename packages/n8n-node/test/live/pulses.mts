const [PULSE_MS, PAUSE_MS] = [150, 250];

/** Sound and silence for each turn, which the pulse listener of the stand-in counts. */
export function pulses(count: number, encoding: 'pcm_s16le' | 'pcm_mulaw', sampleRate: number): Uint8Array {
  const turn = (PULSE_MS + PAUSE_MS) * (sampleRate / 1000);
  const loud = PULSE_MS * (sampleRate / 1000);
  const isLoud = (at: number): boolean => at % turn < loud;
  if (encoding === 'pcm_mulaw') return Uint8Array.from({ length: count * turn }, (_, at) => (isLoud(at) ? 0x80 : 0xff));
  const samples = Int16Array.from({ length: count * turn }, (_, at) => (isLoud(at) ? 12_000 : 0));
  return new Uint8Array(samples.buffer);
}
