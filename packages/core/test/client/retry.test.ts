import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedPauseMs, DEFAULT_RETRY, pauseMs } from '../../src/client/retry.ts';

const NOW = Date.UTC(2026, 0, 1, 12, 0, 0);

describe('what the server asks for', () => {
  it('reads Retry-After in seconds', () => {
    expect(askedPauseMs({ 'retry-after': '7' }, NOW)).toBe(7000);
  });
  it('reads Retry-After as a date', () => {
    expect(askedPauseMs({ 'retry-after': 'Thu, 01 Jan 2026 12:00:05 GMT' }, NOW)).toBe(5000);
  });
  it('takes a date in the past for now', () => {
    expect(askedPauseMs({ 'retry-after': 'Thu, 01 Jan 2026 11:00:00 GMT' }, NOW)).toBe(0);
  });
  it('falls back to X-RateLimit-Reset, in seconds or as a point in time', () => {
    expect(askedPauseMs({ 'x-ratelimit-reset': '30' }, NOW)).toBe(30_000);
    expect(askedPauseMs({ 'x-ratelimit-reset': String(NOW / 1000 + 12) }, NOW)).toBe(12_000);
  });
  it('prefers Retry-After', () => {
    expect(askedPauseMs({ 'retry-after': '1', 'x-ratelimit-reset': '30' }, NOW)).toBe(1000);
  });
  it('ignores what it cannot read', () => {
    expect(askedPauseMs({ 'retry-after': 'soon', 'x-ratelimit-reset': '-' }, NOW)).toBeUndefined();
  });
  it('is never negative and never NaN, whatever the headers hold', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (after, reset) => {
        const asked = askedPauseMs({ 'retry-after': after, 'x-ratelimit-reset': reset }, NOW);
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
  it('are never shorter than the server asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), random, (asked, drawn) => {
        expect(pauseMs(DEFAULT_RETRY, 1, 0, asked, () => drawn)).toBeGreaterThanOrEqual(asked);
      }),
    );
  });
  it('end with the attempts', () => {
    expect(pauseMs(DEFAULT_RETRY, DEFAULT_RETRY.attempts, 0, undefined, () => 0)).toBeUndefined();
  });
  it('never exceed the budget in all', () => {
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
