import { expect, it, vi } from 'vitest';
import { type Loss, stayConnected } from '../../src/live/sockets.ts';

const HEARTBEAT = 'heartbeat';

/** A server that sends a heartbeat each 20 seconds until `deadMs`, and does not close. */
function connect(deadMs: number) {
  const losses: (Loss & { readonly atMs: number })[] = [];
  const stop = new AbortController();
  let attempts = 0;
  const io = {
    now: () => Date.now(),
    random: () => 0,
    dial: (_: unknown, events: { onOpen(): void; onMessage(data: string): void }) => {
      attempts++;
      queueMicrotask(() => events.onOpen());
      for (let ms = 20_000; ms <= deadMs; ms += 20_000) setTimeout(() => events.onMessage(HEARTBEAT), ms);
      return { send: () => undefined, close: () => undefined, drop: () => undefined, buffered: 0 };
    },
  };
  const startedAt = Date.now();
  const user = {
    onOpen: () => undefined,
    onMessage: () => undefined,
    isHeartbeat: (data: unknown) => data === HEARTBEAT,
    onLost: (loss: Loss) => losses.push({ ...loss, atMs: Date.now() - startedAt }),
  };
  void stayConnected('ws://bridge', user, io, stop.signal);
  return { losses, stop: () => stop.abort(), attempts: () => attempts };
}

it.each([
  [100_000, [160_000]],
  // A server that never sent a heartbeat may be quiet.
  [0, []],
])('connects again after a minute without heartbeats, if there were any until %i ms', async (deadMs, expected) => {
  vi.useFakeTimers();
  try {
    const { losses, stop, attempts } = connect(deadMs);
    await vi.advanceTimersByTimeAsync(170_000);
    expect(losses.map(({ atMs }) => atMs)).toEqual(expected);
    expect(losses.every(({ wasOpen, isRegular }) => wasOpen && !isRegular)).toBe(true);
    expect(attempts()).toBe(expected.length + 1);
    stop();
  } finally {
    vi.useRealTimers();
  }
});
