/** Keeps account of audio without words: what reached the service and came back as nothing was silence. */
export interface Hearing {
  /** A new connection begins. */
  connected(): void;
  /** All audio before `ms` of the timeline has been sent now. */
  sent(nowMs: number, ms: number): void;
  /** What was sent until `sentAtMs` of the clock has reached the service. */
  alive(sentAtMs: number): void;
  /** The service has counted all audio before `ms` of the timeline, at the latest now. */
  received(ms: number): void;
  /** Nothing more will be said about what is before `ms` of the timeline. */
  settle(ms: number): void;
  /** Before this there is nothing more to be heard, ms of the timeline. */
  readonly silentMs: number;
}

/** Audio that reached the service is heard at the latest so many ms after it was sent. */
const HEARD_AFTER_MS = 15_000;

/** How exactly the time of sending is kept, ms. */
const GRAIN_MS = 1000;

export function createHearing(): Hearing {
  let marks: { readonly at: number; readonly ms: number }[] = [];
  let silentMs = 0;
  const settle = (ms: number): void => void (silentMs = Math.max(silentMs, ms));
  return {
    connected: () => void (marks = []),
    sent(at, ms) {
      if (at - (marks.at(-1)?.at ?? -Infinity) >= GRAIN_MS) marks.push({ at, ms });
    },
    alive(sentAt) {
      const heard = marks.findLastIndex(({ at }) => at <= sentAt - HEARD_AFTER_MS);
      if (heard >= 0) settle(marks.splice(0, heard + 1)[heard]!.ms);
    },
    // It takes audio no faster than it is spoken.
    received: (ms) => settle(ms - HEARD_AFTER_MS),
    settle,
    get silentMs() {
      return silentMs;
    },
  };
}
