import { describe, expect, it, vi } from 'vitest';
import { adaptiveCapacity, fixedCapacity } from '../../src/batch/capacity.ts';

const grow = (count: number, throttled?: boolean) => {
  const onGrow = vi.fn();
  const capacity = adaptiveCapacity(10, onGrow);
  for (let sent = 0; sent < count; sent++) capacity.submitted(throttled);
  return { capacity, onGrow };
};

describe('an adaptive capacity', () => {
  it('starts low and grows with each job that does not have to wait', () => {
    const { capacity, onGrow } = grow(5, false);
    expect(capacity.jobs()).toBe(25);
    expect(onGrow).toHaveBeenCalledTimes(5);
    expect(grow(5000, false).capacity.jobs()).toBe(1000);
  });

  it('stays at ten times the concurrency while nothing shows how busy the account is', () => {
    expect(grow(500).capacity.jobs()).toBe(100);
  });

  it('stops growing with the first throttled job', () => {
    const { capacity } = grow(3, true);
    capacity.submitted(false);
    expect(capacity.jobs()).toBe(20);
  });

  it('grows by what the list shows, if the jobs use the limit and do not wait', () => {
    const { capacity } = grow(1, true);
    capacity.listed({ queued: 0, processing: 10, queuedMs: 0 });
    expect(capacity.jobs()).toBe(20);
    capacity.listed({ queued: 0, processing: 20, queuedMs: 0 });
    expect(capacity.jobs()).toBe(30);
    capacity.listed({ queued: 15, processing: 15, queuedMs: 10_000 });
    expect(capacity.jobs()).toBe(30);
  });

  it('lets as many jobs wait as are processed, but never goes below the concurrency', () => {
    const { capacity } = grow(90, false);
    capacity.listed({ queued: 90, processing: 20, queuedMs: 2000 });
    expect(capacity.jobs()).toBe(110);
    capacity.listed({ queued: 90, processing: 20, queuedMs: 4000 });
    expect(capacity.jobs()).toBe(40);
    capacity.listed({ queued: 40, processing: 0, queuedMs: 60_000 });
    expect(capacity.jobs()).toBe(10);
  });

  it('halves once for each series of rejected requests', () => {
    const { capacity } = grow(0);
    for (let error = 0; error < 9; error++) capacity.rateLimited();
    expect(capacity.jobs()).toBe(10);
    for (let series = 0; series < 9; series++) {
      capacity.listed({ queued: 0, processing: 0, queuedMs: 0 });
      capacity.rateLimited();
    }
    expect(capacity.jobs()).toBe(1);
  });

  it('is never below a large concurrency', () => {
    expect(adaptiveCapacity(3000, () => undefined).jobs()).toBe(3000);
  });
});

it('a fixed capacity does not change', () => {
  const capacity = fixedCapacity(7);
  capacity.submitted(false);
  capacity.listed({ queued: 100, processing: 1, queuedMs: 60_000 });
  capacity.rateLimited();
  expect(capacity.jobs()).toBe(7);
});
