/** Finds speech by its loudness. */
export interface Endpointer {
  /** Takes 10 ms of sound in -1..1; says whether it belongs to speech. */
  push(frame: Float32Array): boolean;
}

export const FRAME_MS = 10;

/** Speech is so many times louder than the quietest moment of the last seconds, and never quieter than `QUIETEST`. */
const RATIO = 4;
const QUIETEST = 0.0035;

/** Even fast speech has a pause within this many frames. */
const MEMORY = 200;

export function createEndpointer(): Endpointer {
  const levels: number[] = [];
  let smooth = 0;
  return {
    push(frame) {
      let sum = 0;
      for (const sample of frame) sum += sample * sample;
      const level = Math.sqrt(sum / frame.length);
      smooth = levels.length === 0 ? level : smooth * 0.6 + level * 0.4;
      levels.push(smooth);
      if (levels.length > MEMORY) levels.shift();
      return smooth > Math.max(QUIETEST, Math.min(...levels) * RATIO);
    },
  };
}
