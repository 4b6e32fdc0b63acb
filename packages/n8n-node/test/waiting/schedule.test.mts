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

/** All checks of one wait, each as soon as it is due. */
function checksOf(plan: Waiting): number[] {
  const checks: number[] = [];
  for (let next = nextCheck(plan, plan.startedAt); next !== undefined; next = nextCheck(plan, next)) checks.push(next);
  return checks;
}

describe('The plan of checks', () => {
  it('advances, ends at the time limit, and is short', () => {
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

  it('ends at the time limit', () => {
    fc.assert(
      fc.property(waiting, fc.nat(), (plan, late) => {
        expect(nextCheck(plan, deadlineOf(plan) + late)).toBeUndefined();
      }),
    );
  });

  it('keeps the chosen interval', () => {
    fc.assert(
      fc.property(waiting, (plan) => {
        fc.pre(plan.everyMs !== undefined);
        const [first] = checksOf(plan);
        expect(first! - plan.startedAt).toBe(Math.min(plan.everyMs!, plan.limitMs));
      }),
    );
  });

  it('takes few checks if AssemblyAI calls back', () => {
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
