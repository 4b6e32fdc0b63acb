import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestedDelayMs, DEFAULT_RETRY, pauseMs } from '../../src/client/retry.ts';

const NOW = Date.UTC(2026, 0, 1, 12, 0, 0);

describe('the delay that the server requests', () => {
  it('is Retry-After in seconds', () => {
    expect(requestedDelayMs({ 'retry-after': '7' }, NOW)).toBe(7000);
  });
  it('is Retry-After as a date', () => {
    expect(requestedDelayMs({ 'retry-after': 'Thu, 01 Jan 2026 12:00:05 GMT' }, NOW)).toBe(5000);
  });
  it('is 0 for a date in the past', () => {
    expect(requestedDelayMs({ 'retry-after': 'Thu, 01 Jan 2026 11:00:00 GMT' }, NOW)).toBe(0);
  });
  it('otherwise is X-RateLimit-Reset, in seconds or as a point in time', () => {
    expect(requestedDelayMs({ 'x-ratelimit-reset': '30' }, NOW)).toBe(30_000);
    expect(requestedDelayMs({ 'x-ratelimit-reset': String(NOW / 1000 + 12) }, NOW)).toBe(12_000);
  });
  it('is Retry-After if both are present', () => {
    expect(requestedDelayMs({ 'retry-after': '1', 'x-ratelimit-reset': '30' }, NOW)).toBe(1000);
  });
  it('is undefined for invalid values', () => {
    expect(requestedDelayMs({ 'retry-after': 'soon', 'x-ratelimit-reset': '-' }, NOW)).toBeUndefined();
  });
  it('is never negative and never NaN, for any headers', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (after, reset) => {
        const asked = requestedDelayMs({ 'retry-after': after, 'x-ratelimit-reset': reset }, NOW);
        return asked === undefined || asked >= 0;
      }),
    );
  });
});

describe('pauses', () => {
  const random = fc.double({ min: 0, max: 0.999, noNaN: true });

  it('stay below the exponential bound and its cap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), random, (attempt, drawn) => {
        const pause = pauseMs(DEFAULT_RETRY, attempt, 0, undefined, () => drawn);
        expect(pause).toBeGreaterThanOrEqual(0);
        expect(pause).toBeLessThanOrEqual(Math.min(DEFAULT_RETRY.capMs, DEFAULT_RETRY.baseMs * 2 ** (attempt - 1)));
      }),
    );
  });
  it('are never shorter than the server requested', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), random, (asked, drawn) => {
        expect(pauseMs(DEFAULT_RETRY, 1, 0, asked, () => drawn)).toBeGreaterThanOrEqual(asked);
      }),
    );
  });
  it('end with the attempts', () => {
    expect(pauseMs(DEFAULT_RETRY, DEFAULT_RETRY.attempts, 0, undefined, () => 0)).toBeUndefined();
  });
  it('never exceed the budget in total', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100_000 })), random, (asks, drawn) => {
        const policy = { ...DEFAULT_RETRY, attempts: 1000 };
        let spent = 0;
        asks.forEach((asked, at) => {
          const pause = pauseMs(policy, at + 1, spent, asked, () => drawn);
          spent += pause ?? 0;
        });
        expect(spent).toBeLessThanOrEqual(policy.budgetMs + 1);
      }),
    );
  });
});
