import { createResampler } from './resample.ts';
import { encoded, joined } from './samples.ts';
import { BYTES_PER_SAMPLE, readSample, type WavFormat } from './wav.ts';

export interface DecodeOptions {
  /** `mix` mixes all channels into one; `split` keeps them separate. @default 'mix' */
  readonly channels?: 'mix' | 'split' | undefined;
  /** Sample rate of the output, Hz. @default the sample rate of the input */
  readonly sampleRate?: number | undefined;
  /** @default 'pcm_s16le' */
  readonly encoding?: 'pcm_s16le' | 'pcm_mulaw' | undefined;
}

/** Converts the samples of a WAV file to audio for streaming. Returns an array of bytes for each output channel. */
export interface Decoder {
  readonly outputs: number;
  push(bytes: Uint8Array): Uint8Array[];
  flush(): Uint8Array[];
}

export function createDecoder(wav: Omit<WavFormat, 'dataStart' | 'dataBytes'>, options: DecodeOptions = {}): Decoder {
  const { channels = 'mix', sampleRate = wav.sampleRate, encoding = 'pcm_s16le' } = options;
  const outputs = channels === 'split' ? wav.channels : 1;
  const width = BYTES_PER_SAMPLE[wav.sample];
  const block = width * wav.channels;
  const resamplers = Array.from({ length: outputs }, () => createResampler(wav.sampleRate, sampleRate));
  const isPlain =
    wav.sample === 's16' && wav.channels === 1 && sampleRate === wav.sampleRate && encoding === 'pcm_s16le';
  let rest = new Uint8Array(0);

  const write = (samples: Float32Array): Uint8Array => encoded(samples, encoding === 'pcm_s16le' ? 2 : 1);

  return {
    outputs,
    push(bytes) {
      const all = rest.length === 0 ? bytes : joined(rest, bytes);
      const frames = Math.floor(all.length / block);
      rest = all.slice(frames * block);
      if (isPlain) return [all.subarray(0, frames * block)];
      const view = new DataView(all.buffer, all.byteOffset, all.byteLength);
      return resamplers.map((resampler, output) => {
        const samples = new Float32Array(frames);
        for (let frame = 0; frame < frames; frame++) {
          if (channels === 'split') {
            samples[frame] = readSample(view, frame * block + output * width, wav.sample);
            continue;
          }
          let sum = 0;
          for (let at = 0; at < wav.channels; at++) sum += readSample(view, frame * block + at * width, wav.sample);
          samples[frame] = sum / wav.channels;
        }
        return write(resampler.push(samples));
      });
    },
    flush: () => (isPlain ? [new Uint8Array(0)] : resamplers.map((resampler) => write(resampler.flush()))),
  };
}
