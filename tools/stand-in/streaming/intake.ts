import { mulawToPcm } from './mulaw.ts';
import type { SessionParams } from './params.ts';

/** Cuts the audio messages of a session into pieces of one length. */
export interface Intake {
  /** ms of audio in `bytes`. */
  lengthOf(bytes: Uint8Array): number;
  /** Whether `bytes` end between two samples. */
  isWhole(bytes: Uint8Array): boolean;
  samplesOf(bytes: Uint8Array): Int16Array;
  /** The pieces that are complete now. */
  push(samples: Int16Array): Int16Array[];
  /** The piece that is not complete yet. */
  flush(): Int16Array;
}

/** `blockMs`: length of a piece. */
export function createIntake({ encoding, sampleRate }: SessionParams, blockMs: number): Intake {
  const width = encoding === 'pcm_s16le' ? 2 : 1;
  const blockSamples = Math.max(1, Math.round((sampleRate * blockMs) / 1000));
  let block = new Int16Array(blockSamples);
  let filled = 0;

  const samplesOf = (bytes: Uint8Array): Int16Array =>
    // Copied: the bytes may lie on an odd address of a larger buffer.
    width === 1 ? mulawToPcm(bytes) : new Int16Array(new Uint8Array(bytes).buffer, 0, bytes.length >> 1);

  return {
    lengthOf: (bytes) => (bytes.length / width / sampleRate) * 1000,
    isWhole: (bytes) => bytes.length % width === 0,
    samplesOf,
    push(samples) {
      const complete: Int16Array[] = [];
      for (let at = 0; at < samples.length;) {
        const piece = samples.subarray(at, at + blockSamples - filled);
        block.set(piece, filled);
        filled += piece.length;
        at += piece.length;
        if (filled < blockSamples) break;
        complete.push(block);
        block = new Int16Array(blockSamples);
        filled = 0;
      }
      return complete;
    },
    flush() {
      const rest = block.slice(0, filled);
      filled = 0;
      return rest;
    },
  };
}
