/** Changes the sample rate of a stream. */
export interface Resampler {
  push(samples: Float32Array): Float32Array;
  /** Returns the remaining samples. */
  flush(): Float32Array;
}

/** Zero crossings of the filter on each side. Enough for speech. */
const CROSSINGS = 16;

/**
 * A windowed-sinc filter with a cutoff below half of the lower rate, to avoid aliasing. The output has no delay, so word
 * times need no correction.
 */
export function createResampler(from: number, to: number): Resampler {
  if (from === to) return { push: (samples) => samples, flush: () => new Float32Array(0) };
  const step = from / to;
  const cutoff = Math.min(1, to / from) * 0.95;
  const reach = Math.ceil(CROSSINGS / cutoff);
  /** Input samples from `first` on, with silence before the beginning. */
  let held = new Float32Array(reach);
  let first = -reach;
  let received = 0;
  let produced = 0;

  function produce(until: number): Float32Array {
    const count = Math.max(0, Math.ceil(until / step) - produced);
    const result = new Float32Array(count);
    for (let index = 0; index < count; index++) {
      const centre = (produced + index) * step;
      const low = Math.ceil(centre - reach);
      const high = Math.floor(centre + reach);
      let sum = 0;
      let weights = 0;
      for (let at = low; at <= high; at++) {
        const weight = kernel(at - centre, cutoff, reach);
        weights += weight;
        sum += weight * (held[at - first] ?? 0);
      }
      result[index] = sum / weights;
    }
    produced += count;
    const keepFrom = Math.floor(produced * step) - reach - 1;
    if (keepFrom > first) {
      held = held.slice(keepFrom - first);
      first = keepFrom;
    }
    return result;
  }

  function append(samples: Float32Array): void {
    const joined = new Float32Array(held.length + samples.length);
    joined.set(held);
    joined.set(samples, held.length);
    held = joined;
  }

  return {
    push(samples) {
      append(samples);
      received += samples.length;
      // Produces only samples for which all input of the filter has arrived.
      return produce(received - reach);
    },
    flush() {
      append(new Float32Array(reach + 1));
      return produce(received);
    },
  };
}

function kernel(distance: number, cutoff: number, reach: number): number {
  if (Math.abs(distance) >= reach) return 0;
  const x = Math.PI * distance * cutoff;
  const sinc = x === 0 ? 1 : Math.sin(x) / x;
  return sinc * (0.5 + 0.5 * Math.cos((Math.PI * distance) / reach));
}
