/** The audio of a call: one channel of samples, as a bridge receives it. */
export interface CallAudio {
  readonly encoding: 'pcm_s16le' | 'pcm_mulaw';
  /** Hz */
  readonly sample_rate: number;
}

export const bytesPerSample = ({ encoding }: CallAudio): 1 | 2 => (encoding === 'pcm_mulaw' ? 1 : 2);

/** Milliseconds of this many bytes. */
export const durationMs = (audio: CallAudio, bytes: number): number =>
  (bytes / bytesPerSample(audio) / audio.sample_rate) * 1000;

/** Silence of whole samples. Mu-law has its own byte for it. */
export function silence(audio: CallAudio, ms: number): Uint8Array {
  const samples = Math.max(0, Math.round((audio.sample_rate * ms) / 1000));
  return new Uint8Array(samples * bytesPerSample(audio)).fill(audio.encoding === 'pcm_mulaw' ? 0xff : 0);
}
