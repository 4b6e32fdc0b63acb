import { BadInputError } from '../../errors.ts';
import { fromMulaw } from './samples.ts';

/** The header of a WAV file. */
export interface WavFormat {
  readonly channels: number;
  /** Hz */
  readonly sampleRate: number;
  /** Encoding of a sample. */
  readonly sample: 'u8' | 's16' | 's24' | 's32' | 'f32' | 'mulaw';
  /** Offset of the samples, bytes. */
  readonly dataStart: number;
  /** Size of the samples, bytes; undefined if the recorder did not know the length. */
  readonly dataBytes: number | undefined;
}

export const BYTES_PER_SAMPLE: Readonly<Record<WavFormat['sample'], number>> = {
  u8: 1,
  s16: 2,
  s24: 3,
  s32: 4,
  f32: 4,
  mulaw: 1,
};

/** Maximum size of the header, bytes. */
export const LONGEST_HEADER = 1 << 20;

/**
 * Reads the header of a WAV file from its first bytes. Returns `undefined` if it needs more bytes.
 *
 * @throws BadInputError for other data, and for unsupported WAV formats.
 */
export function readWavHeader(bytes: Uint8Array): WavFormat | undefined {
  if (bytes.length < 12) return isRiff(bytes) ? undefined : refuse('The audio is not a WAV file.');
  if (!isRiff(bytes) || tag(bytes, 8) !== 'WAVE') return refuse('The audio is not a WAV file.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let format: Pick<WavFormat, 'channels' | 'sampleRate' | 'sample'> | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = view.getUint32(at + 4, true);
    const start = at + 8;
    if (tag(bytes, at) === 'data') {
      if (format === undefined) return refuse('The WAV file has no format header.');
      // A recorder that does not know the length writes 0 or the maximum value.
      const isOpen = size === 0 || size >= 0xffff_ff00;
      return { ...format, dataStart: start, dataBytes: isOpen ? undefined : size };
    }
    if (tag(bytes, at) === 'fmt ') {
      if (start + Math.min(size, 26) > bytes.length) return undefined;
      format = formatAt(view, start, size);
    }
    at = start + size + (size % 2);
  }
  if (bytes.length > LONGEST_HEADER) return refuse('The WAV file contains no audio.');
  return undefined;
}

function formatAt(view: DataView, at: number, size: number): Pick<WavFormat, 'channels' | 'sampleRate' | 'sample'> {
  if (size < 16) return refuse('The WAV file is damaged.');
  const plain = view.getUint16(at, true);
  // The extensible format has the actual format code in the first bytes of a GUID.
  const code = plain === 0xfffe && size >= 26 ? view.getUint16(at + 24, true) : plain;
  const channels = view.getUint16(at + 2, true);
  const sampleRate = view.getUint32(at + 4, true);
  const sample = SAMPLES[`${code}/${view.getUint16(at + 14, true)}`];
  if (sample === undefined) return refuse('The WAV file uses an unsupported compression.');
  if (channels < 1 || sampleRate < 1) return refuse('The WAV file is damaged.');
  return { channels, sampleRate, sample };
}

/** By format code and bits. */
const SAMPLES: Readonly<Record<string, WavFormat['sample']>> = {
  '1/8': 'u8',
  '1/16': 's16',
  '1/24': 's24',
  '1/32': 's32',
  '3/32': 'f32',
  '7/8': 'mulaw',
};

const isRiff = (bytes: Uint8Array): boolean => 'RIFF'.startsWith(tag(bytes, 0));

const tag = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

function refuse(message: string): never {
  throw new BadInputError(message, {
    field: 'audio',
    hint: 'Convert it to 16-bit PCM, for example: ffmpeg -i in -ac 1 -c:a pcm_s16le out.wav',
  });
}

/** Reads a sample as a number from -1 to 1. */
export function readSample(view: DataView, at: number, sample: WavFormat['sample']): number {
  switch (sample) {
    case 's16':
      return view.getInt16(at, true) / 0x8000;
    case 'u8':
      return (view.getUint8(at) - 128) / 128;
    case 's24':
      return ((view.getUint8(at) | (view.getUint8(at + 1) << 8) | (view.getInt8(at + 2) << 16)) << 0) / 0x80_0000;
    case 's32':
      return view.getInt32(at, true) / 0x8000_0000;
    case 'f32':
      return view.getFloat32(at, true);
    case 'mulaw':
      return fromMulaw(view.getUint8(at)) / 0x8000;
  }
}
