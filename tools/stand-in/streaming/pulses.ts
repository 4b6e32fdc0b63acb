import type { Ears, HeardWord, Hearing, Listener } from './listener.ts';

/** Samples above this belong to a pulse. Far above the noise of mu-law. */
const LOUD = 2_000;
/** Silence after which a turn is over, ms. */
const PAUSE_MS = 200;

/**
 * Counts pulses of sound, in any encoding and at almost no cost, for tests with many sessions: each pulse is a turn with
 * one word, `pulse-1`, `pulse-2` and so on.
 */
export const pulseListener: Listener = {
  name: 'pulses',
  blockMs: 20,
  open: (sampleRate) => openEars(sampleRate / 1000),
};

interface Pulse {
  readonly number: number;
  readonly start: number;
  end: number;
}

function openEars(perMs: number): Ears {
  let samplesHeard = 0;
  let count = 0;
  let pulse: Pulse | undefined;
  let silentSince = 0;

  const wordsOf = (isFinal: boolean): readonly HeardWord[] =>
    pulse === undefined
      ? []
      : [
          {
            ...{ text: `pulse-${pulse.number}`, display: `Pulse-${pulse.number}.` },
            ...{ start: pulse.start, end: pulse.end, confidence: 1, isFinal },
          },
        ];

  function hearing(isOver: boolean): Hearing {
    const silenceMs = samplesHeard / perMs - silentSince;
    const isSure = isOver || (pulse !== undefined && silenceMs >= PAUSE_MS);
    return { words: wordsOf(isSure), silenceMs: isSure ? 10_000 : silenceMs, endConfidence: isSure ? 1 : 0 };
  }

  return {
    hear(samples) {
      const startMs = Math.round(samplesHeard / perMs);
      samplesHeard += samples.length;
      if (samples.some((sample) => Math.abs(sample) > LOUD)) {
        const endMs = Math.round(samplesHeard / perMs);
        pulse ??= { number: ++count, start: startMs, end: endMs };
        pulse.end = endMs;
        silentSince = endMs;
      }
      return hearing(false);
    },
    endTurn() {
      const heard = hearing(true);
      pulse = undefined;
      return heard;
    },
    close: () => undefined,
  };
}
