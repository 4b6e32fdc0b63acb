import { describe, expect, it } from 'vitest';
import { createLiveness } from '../../src/streaming/connection/liveness.ts';
import type { Socket } from '../../src/streaming/host.ts';
import type { ServerMessage } from '../../src/streaming/incoming/messages.ts';

const SILENCE_MS = 6000;
const HEARTBEAT: ServerMessage = { kind: 'notice', notice: { type: 'Heartbeat', total_audio_received_ms: 0 } };

/** A browser's socket, which cannot send pings: only heartbeats show that the connection is alive. */
const socket: Socket = {
  buffered: 0,
  send: () => undefined,
  close: () => undefined,
  drop: () => undefined,
};

/** A connection with its own clock. */
function connection() {
  let now = 1_800_000_000_000;
  const liveness = createLiveness({ now: () => now }, SILENCE_MS, () => undefined);
  return {
    beat(times = 1) {
      for (let at = 0; at < times; at++) liveness.received(HEARTBEAT);
    },
    isAliveAfter(ms: number): boolean {
      now += ms;
      return liveness.check(socket, 0) !== undefined;
    },
  };
}

describe('a connection with pings', () => {
  it('sends a ping only if no message arrived for a while', () => {
    let now = 0;
    const pings: number[] = [];
    const liveness = createLiveness({ now: () => now }, SILENCE_MS, () => undefined);
    const check = (): number | undefined => liveness.check({ ...socket, ping: () => pings.push(now) }, 0);
    expect(check()).toBe(3000);
    liveness.pong();
    now = 2000;
    liveness.received(HEARTBEAT);
    now = 3000;
    expect(check()).toBe(2000);
    now = 5000;
    expect(check()).toBe(3000);
    now = 11_000;
    expect(check()).toBeUndefined();
    expect(pings).toEqual([0, 5000]);
  });
});

describe('a connection with heartbeats', () => {
  it('is alive after two heartbeats within one millisecond', () => {
    const { beat, isAliveAfter } = connection();
    beat(2);
    expect(isAliveAfter(0)).toBe(true);
    expect(isAliveAfter(1000)).toBe(true);
  });

  it('keeps its known interval when heartbeats arrive together', () => {
    const { beat, isAliveAfter } = connection();
    beat();
    isAliveAfter(5000);
    beat(3);
    expect(isAliveAfter(14_999)).toBe(true);
    expect(isAliveAfter(1)).toBe(false);
  });

  it('is dead after three missed heartbeats', () => {
    const { beat, isAliveAfter } = connection();
    beat();
    isAliveAfter(4000);
    beat();
    expect(isAliveAfter(11_999)).toBe(true);
    expect(isAliveAfter(1)).toBe(false);
  });

  it('is never considered dead before the second heartbeat', () => {
    const { beat, isAliveAfter } = connection();
    beat();
    expect(isAliveAfter(3_600_000)).toBe(true);
  });
});
