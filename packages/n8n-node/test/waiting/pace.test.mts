import { describe, expect, it } from 'vitest';
import { firstPauseMs, nextPauseMs, type Times } from '../../src/waiting/pace.ts';

const TIMES: Times = { stepMs: 30_000, limitMs: 1_800_000 };

function pausesOf(times: Times, count: number): number[] {
  const pauses: number[] = [];
  let pause = firstPauseMs(times, true);
  while (pauses.length < count) {
    pauses.push(pause);
    pause = nextPauseMs(times, pause);
  }
  return pauses;
}

describe('Checks inside the step', () => {
  it('begin after a second and slow down to one in ten seconds', () => {
    expect(pausesOf(TIMES, 8)).toEqual([1_000, 1_500, 2_250, 3_375, 5_063, 7_595, 10_000, 10_000]);
  });

  it('find a transcript that is ready after 4 seconds within 8 seconds', () => {
    const times = pausesOf(TIMES, 5).map((_, at, all) => all.slice(0, at + 1).reduce((sum, ms) => sum + ms, 0));
    expect(times.find((ms) => ms >= 4_000)).toBeLessThan(8_000);
  });

  it('keep a chosen interval', () => {
    expect(pausesOf({ ...TIMES, everyMs: 20_000 }, 3)).toEqual([20_000, 20_000, 20_000]);
  });

  it('begin at once for a job that was started before, or if the execution does not stay in the step', () => {
    expect(firstPauseMs(TIMES, false)).toBe(0);
    expect(firstPauseMs({ ...TIMES, stepMs: 0 }, true)).toBe(0);
  });
});
