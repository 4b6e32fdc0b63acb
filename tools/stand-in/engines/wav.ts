/** PCM audio with 16 bits a sample. */
export interface Wav {
  readonly sampleRate: number;
  readonly channels: number;
  /** Samples of all channels, interleaved. */
  readonly samples: Int16Array;
}

/** Reads a RIFF/WAVE file; `undefined` when it is none, or holds something else than 16-bit PCM. */
export function parseWav(bytes: Uint8Array): Wav | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.byteLength < 12 || tag(0) !== 'RIFF' || tag(8) !== 'WAVE') return undefined;

  let format: { channels: number; sampleRate: number } | undefined;
  for (let at = 12; at + 8 <= bytes.byteLength;) {
    const size = view.getUint32(at + 4, true);
    const start = at + 8;
    // A stream whose length was not known when it began says so with a size that is too large.
    const end = Math.min(start + size, bytes.byteLength);
    if (tag(at) === 'fmt ' && end - start >= 16) {
      const pcm = view.getUint16(start, true) === 1 && view.getUint16(start + 14, true) === 16;
      const channels = view.getUint16(start + 2, true);
      const sampleRate = view.getUint32(start + 4, true);
      if (!pcm || channels < 1 || sampleRate < 4000) return undefined;
      format = { channels, sampleRate };
    }
    if (tag(at) === 'data' && format !== undefined) {
      const frameBytes = format.channels * 2;
      const length = Math.floor((end - start) / frameBytes) * frameBytes;
      // A copy: a file's samples may lie on an odd address, or in the middle of a buffer with other things.
      const copy = new Uint8Array(bytes.subarray(start, start + length));
      return { ...format, samples: new Int16Array(copy.buffer) };
    }
    at = start + size + (size % 2);
  }
  return undefined;
}

export const durationMsOf = ({ samples, channels, sampleRate }: Wav): number =>
  Math.round((samples.length / channels / sampleRate) * 1000);

/** One channel, or the mean of all, as numbers in -1..1. */
export function channelOf({ samples, channels }: Wav, channel: number | 'mix'): Float32Array {
  const frames = samples.length / channels;
  const mono = new Float32Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    let sum = 0;
    if (channel !== 'mix') sum = samples[frame * channels + channel]!;
    else for (let at = 0; at < channels; at++) sum += samples[frame * channels + at]! / channels;
    mono[frame] = sum / 0x8000;
  }
  return mono;
}

/** The same sound at another rate. Averages what is left out on the way down, draws lines on the way up. */
export function resample(mono: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return mono;
  const step = from / to;
  const length = Math.floor(mono.length / step);
  const result = new Float32Array(length);
  for (let at = 0; at < length; at++) {
    const start = at * step;
    if (step > 1) {
      const last = Math.min(Math.ceil(start + step), mono.length);
      let sum = 0;
      for (let index = Math.floor(start); index < last; index++) sum += mono[index]!;
      result[at] = sum / (last - Math.floor(start));
    } else {
      const index = Math.floor(start);
      const next = mono[Math.min(index + 1, mono.length - 1)]!;
      result[at] = mono[index]! + (next - mono[index]!) * (start - index);
    }
  }
  return result;
}

/** A playable file. */
export function wavFile({ sampleRate, channels, samples }: Wav): Uint8Array {
  const file = new Uint8Array(44 + samples.byteLength);
  const view = new DataView(file.buffer);
  const tag = (at: number, text: string): void => file.set(Buffer.from(text, 'latin1'), at);
  tag(0, 'RIFF');
  view.setUint32(4, 36 + samples.byteLength, true);
  tag(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  tag(36, 'data');
  view.setUint32(40, samples.byteLength, true);
  file.set(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength), 44);
  return file;
}

const BEEP_HZ = 1000;
const BEEP_LEVEL = 0x2000;

/** The recording with a tone, or silence, over every span. */
export function covered(
  wav: Wav,
  spans: readonly { readonly start: number; readonly end: number }[],
  silent: boolean,
): Wav {
  const samples = wav.samples.slice();
  const frameAt = (ms: number): number => Math.floor((ms / 1000) * wav.sampleRate);
  for (const { start, end } of spans) {
    const last = Math.min(frameAt(end), samples.length / wav.channels);
    for (let frame = Math.max(0, frameAt(start)); frame < last; frame++) {
      const tone = silent ? 0 : Math.round(BEEP_LEVEL * Math.sin((2 * Math.PI * BEEP_HZ * frame) / wav.sampleRate));
      samples.fill(tone, frame * wav.channels, (frame + 1) * wav.channels);
    }
  }
  return { ...wav, samples };
}
