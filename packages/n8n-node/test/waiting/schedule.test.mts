import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deadlineOf, nextLook } from '../../src/waiting/schedule.ts';
import type { Waiting } from '../../src/waiting/memory.ts';

const MINUTE = 60_000;
const waiting = fc
  .record({
    startedAt: fc.integer({ min: 0, max: 2e12 }),
    limitMs: fc.integer({ min: MINUTE, max: 48 * 60 * MINUTE }),
    everyMs: fc.option(fc.integer({ min: MINUTE, max: 60 * MINUTE }), { nil: undefined }),
    callback: fc.option(fc.constant({ headerName: 'h', secret: 's', ref: 'r' }), { nil: undefined }),
  })
  .map((parts) => ({ jobs: [], done: {}, ...parts }) as unknown as Waiting);

/** All looks of one waiting, each as soon as it is due. */
function looksOf(plan: Waiting): number[] {
  const looks: number[] = [];
  for (let next = nextLook(plan, plan.startedAt); next !== undefined; next = nextLook(plan, next)) looks.push(next);
  return looks;
}

describe('The plan of looks', () => {
  it('goes forward, ends at the limit, and is short', () => {
    fc.assert(
      fc.property(waiting, (plan) => {
        const looks = looksOf(plan);
        expect(looks.at(-1)).toBe(deadlineOf(plan));
        expect(looks.every((look, index) => look > (looks[index - 1] ?? plan.startedAt))).toBe(true);
        const most = plan.everyMs === undefined ? 300 : plan.limitMs / plan.everyMs + 1;
        expect(looks.length).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('is over once the time is up', () => {
    fc.assert(
      fc.property(waiting, fc.nat(), (plan, late) => {
        expect(nextLook(plan, deadlineOf(plan) + late)).toBeUndefined();
      }),
    );
  });

  it('keeps the interval that the person chose', () => {
    fc.assert(
      fc.property(waiting, (plan) => {
        fc.pre(plan.everyMs !== undefined);
        const [first] = looksOf(plan);
        expect(first! - plan.startedAt).toBe(Math.min(plan.everyMs!, plan.limitMs));
      }),
    );
  });

  it('needs few looks where the service calls back', () => {
    const plan = {
      jobs: [],
      done: {},
      startedAt: 0,
      limitMs: 24 * 60 * MINUTE,
      callback: { headerName: 'h', secret: 's', ref: 'r' },
    };
    expect(looksOf(plan).length).toBeLessThan(30);
  });
});
