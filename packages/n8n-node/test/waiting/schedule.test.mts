import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deadlineOf, nextCheck } from '../../src/waiting/schedule.ts';
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

/** All checks of one waiting, each as soon as it is due. */
function checksOf(plan: Waiting): number[] {
  const checks: number[] = [];
  for (let next = nextCheck(plan, plan.startedAt); next !== undefined; next = nextCheck(plan, next)) checks.push(next);
  return checks;
}

describe('The plan of checks', () => {
  it('goes forward, ends at the limit, and is short', () => {
    fc.assert(
      fc.property(waiting, (plan) => {
        const checks = checksOf(plan);
        expect(checks.at(-1)).toBe(deadlineOf(plan));
        expect(checks.every((check, index) => check > (checks[index - 1] ?? plan.startedAt))).toBe(true);
        const most = plan.everyMs === undefined ? 300 : plan.limitMs / plan.everyMs + 1;
        expect(checks.length).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('is over once the time is up', () => {
    fc.assert(
      fc.property(waiting, fc.nat(), (plan, late) => {
        expect(nextCheck(plan, deadlineOf(plan) + late)).toBeUndefined();
      }),
    );
  });

  it('keeps the interval that the person chose', () => {
    fc.assert(
      fc.property(waiting, (plan) => {
        fc.pre(plan.everyMs !== undefined);
        const [first] = checksOf(plan);
        expect(first! - plan.startedAt).toBe(Math.min(plan.everyMs!, plan.limitMs));
      }),
    );
  });

  it('needs few checks where the service calls back', () => {
    const plan = {
      jobs: [],
      done: {},
      startedAt: 0,
      limitMs: 24 * 60 * MINUTE,
      callback: { headerName: 'h', secret: 's', ref: 'r' },
    };
    expect(checksOf(plan).length).toBeLessThan(30);
  });
});
