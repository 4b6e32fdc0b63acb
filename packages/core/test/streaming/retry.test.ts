import { describe, expect, it } from 'vitest';
import { createRetry } from '../../src/streaming/connection/retry.ts';

const MAX_OUTAGE_MS = 120_000;

/** The clock does not start at 0. */
const START_MS = 1_000_000;

const create = (): ReturnType<typeof createRetry> =>
  createRetry({ baseMs: 250, capMs: 10_000, maxOutageMs: MAX_OUTAGE_MS }, () => 0.5);

/** Connections that begin every `everyMs` and end after a second. Returns how many began. */
function connectionsUntilEnd(retry: ReturnType<typeof createRetry>, everyMs: number, atMost: number): number {
  for (let count = 1; count <= atMost; count++) {
    retry.begun(START_MS + count * everyMs);
    if (retry.delay('again', START_MS + count * everyMs + 1000) === undefined) return count;
  }
  return Infinity;
}

describe('reconnecting', () => {
  it('continues after many connections that end early within a short time', () => {
    expect(connectionsUntilEnd(create(), 2000, 59)).toBe(Infinity);
  });

  it('ends when connections keep ending early for the maximum time of an outage', () => {
    expect(connectionsUntilEnd(create(), 2000, 1000)).toBe(61);
  });

  it('ends after at least 20 connections that end early', () => {
    expect(connectionsUntilEnd(create(), 60_000, 1000)).toBe(20);
  });

  it('counts from the last finished turn', () => {
    const retry = create();
    connectionsUntilEnd(retry, 2000, 50);
    retry.progress(START_MS + 101_000);
    expect(connectionsUntilEnd(retry, 2000, 110)).toBe(Infinity);
  });

  it('ends after the maximum time without a connection', () => {
    const retry = create();
    retry.begun(0);
    expect(retry.delay('again', 1000)).toBeDefined();
    expect(retry.delay('again', 1000 + MAX_OUTAGE_MS)).toBeDefined();
    expect(retry.delay('again', 1001 + MAX_OUTAGE_MS)).toBeUndefined();
  });
});
