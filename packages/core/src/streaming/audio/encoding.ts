import { BadInputError } from '../../errors.ts';

/** Format of the audio in a session: one channel of samples of equal size. */
export interface PcmFormat {
  /** Hz */
  readonly sampleRate: number;
  /** 2 for `pcm_s16le`, 1 for `pcm_mulaw`. */
  readonly bytesPerSample: 1 | 2;
  /** The byte value of silence. */
  readonly silence: number;
}

/**
 * Returns the format, or `undefined` for an encoding whose bytes have no fixed duration.
 *
 * The service does not document a range of sample rates. This check only catches values in another unit, such as 16 for
 * 16 kHz. Source: contract `streaming.md` sections 3 and 4.
 *
 * @throws BadInputError for a sample rate that is missing or out of range.
 */
export function pcmFormat(sampleRate: number | undefined, encoding = 'pcm_s16le'): PcmFormat | undefined {
  if (sampleRate === undefined && /opus|aac/.test(encoding)) return undefined;
  if (!sampleRate || !Number.isInteger(sampleRate) || sampleRate < 1000 || sampleRate > 384_000) {
    throw new BadInputError(`sample_rate must be a whole number of Hz, such as 16000, not ${String(sampleRate)}.`, {
      field: 'sample_rate',
    });
  }
  if (encoding === 'pcm_s16le') return { sampleRate, bytesPerSample: 2, silence: 0 };
  if (encoding === 'pcm_mulaw') return { sampleRate, bytesPerSample: 1, silence: 0xff };
  return undefined;
}

export const bytesPerMs = ({ sampleRate, bytesPerSample }: PcmFormat): number => (sampleRate * bytesPerSample) / 1000;

/** Size of whole samples for at least `ms` milliseconds, bytes. */
export const bytesFor = (format: PcmFormat, ms: number): number =>
  Math.ceil((format.sampleRate * ms) / 1000) * format.bytesPerSample;

/** Size of whole samples for at most `ms` milliseconds, bytes. */
export const bytesWithin = (format: PcmFormat, ms: number): number =>
  Math.floor((format.sampleRate * ms) / 1000) * format.bytesPerSample;
