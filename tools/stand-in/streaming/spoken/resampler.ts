/** Changes the sample rate of a stream. The size of the chunks does not change the result. */
export type Resampler = (samples: Float32Array) => Float32Array;

/**
 * A weighted average of neighboring samples, which is enough for a recognizer that uses frequencies below 3700 Hz. Times
 * stay the same, so word times need no correction.
 */
export function createResampler(from: number, to: number): Resampler {
  if (from === to) return (samples) => samples;
  const step = from / to;
  const reach = Math.max(1, step);
  let held = new Float32Array(0);
  /** Number of the first sample in `held`. */
  let first = 0;
  let produced = 0;

  return (samples) => {
    const joined = new Float32Array(held.length + samples.length);
    joined.set(held);
    joined.set(samples, held.length);
    const end = first + joined.length;
    const result: number[] = [];
    for (let centre = produced * step; centre + reach <= end; centre = ++produced * step) {
      let sum = 0;
      let weights = 0;
      for (let at = Math.max(0, Math.ceil(centre - reach)); at <= centre + reach && at < end; at++) {
        const weight = 1 - Math.abs(at - centre) / reach;
        weights += weight;
        sum += weight * joined[at - first]!;
      }
      result.push(sum / weights);
    }
    const kept = Math.max(first, Math.floor(produced * step - reach));
    held = joined.slice(kept - first);
    first = kept;
    return Float32Array.from(result);
  };
}
