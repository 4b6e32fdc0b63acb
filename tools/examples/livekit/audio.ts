import { createDecoder } from '@aai-connectors/core/streaming';

/** Mixes the channels of interleaved samples into one. LiveKit's resampler accepts only one. */
export function mixed(samples: Int16Array, channels: number): Int16Array {
  if (channels === 1) return samples;
  const mono = new Int16Array(Math.floor(samples.length / channels));
  for (let at = 0; at < mono.length; at++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += samples[at * channels + channel]!;
    mono[at] = Math.round(sum / channels);
  }
  return mono;
}

export interface AudioFormat {
  /** Hz */
  readonly sampleRate: number;
  readonly encoding: 'pcm_s16le' | 'pcm_mulaw';
}

/** Converts samples of the same rate to the bytes that are sent. */
export function createEncoder({ sampleRate, encoding }: AudioFormat): (samples: Int16Array) => Uint8Array {
  const decoder = createDecoder({ sample: 's16', channels: 1, sampleRate }, { encoding });
  return (samples) => decoder.push(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength))[0]!;
}

/** Milliseconds of audio. */
export const durationMs = ({ sampleRate, encoding }: AudioFormat, bytes: number): number =>
  (bytes * 1000) / (sampleRate * (encoding === 'pcm_s16le' ? 2 : 1));
