import type { Listener } from '@aai-connectors/stand-in/live';

/** When the service heard a turn, ms since the epoch. */
export interface TurnTimes {
  /** The last sound of the turn had arrived. */
  readonly soundAt: number;
  /** The turn was over. */
  readonly endedAt: number;
}

export interface TimedListener extends Listener {
  /** The turns of each session, in the order in which sessions were opened. */
  readonly sessions: readonly (readonly TurnTimes[])[];
}

/** Records when the turns of `inner` are heard. */
export function timedListener(inner: Listener, now: () => number): TimedListener {
  const sessions: TurnTimes[][] = [];
  return {
    ...inner,
    name: `${inner.name}, timed`,
    sessions,
    open(sampleRate) {
      const ears = inner.open(sampleRate);
      const turns: TurnTimes[] = [];
      sessions.push(turns);
      let heardMs = 0;
      let soundAt = 0;
      return {
        ...ears,
        async hear(samples) {
          const hearing = await ears.hear(samples);
          const { end = 0 } = hearing.words.at(-1) ?? {};
          if (end > heardMs) soundAt = now();
          heardMs = Math.max(heardMs, end);
          return hearing;
        },
        async endTurn() {
          const hearing = await ears.endTurn();
          if (hearing.words.length > 0) turns.push({ soundAt, endedAt: now() });
          return hearing;
        },
      };
    },
  };
}
