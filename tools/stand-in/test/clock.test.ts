import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Settle, type VirtualClock, virtualClock } from '../virtual-clock.ts';

/** A timer that a test schedules, and what it does when it fires. */
interface Plan {
  readonly ms: number;
  /** Timer to cancel, by its number. */
  readonly cancels: number | undefined;
  /** Timers to schedule. */
  readonly schedules: readonly Plan[];
}

const planned = (schedules: fc.Arbitrary<readonly Plan[]>): fc.Arbitrary<Plan> =>
  fc.record({
    ms: fc.integer({ min: -5, max: 60 }),
    cancels: fc.option(fc.nat(30), { nil: undefined }),
    schedules,
  });
const few = { maxLength: 3 };
const plan = planned(fc.array(planned(fc.array(planned(fc.constant([])), few)), few));

/** Schedules `plans` and advances in `steps`; returns the timers that fired and the time of each. */
async function firedBy(clock: VirtualClock, plans: readonly Plan[], steps: readonly number[]): Promise<number[][]> {
  const fired: number[][] = [];
  const cancels: (() => void)[] = [];
  const add = ({ ms, cancels: other, schedules }: Plan): void => {
    const number = cancels.length;
    cancels.push(() => undefined);
    cancels[number] = clock.schedule(ms, () => {
      fired.push([number, clock.now()]);
      if (other !== undefined) cancels[other]?.();
      schedules.forEach(add);
    });
  };
  plans.forEach(add);
  for (const ms of steps) await clock.advance(ms);
  return fired;
}

/** The same by the plainest means: a list that is searched for the earliest timer. */
function expectedOf(plans: readonly Plan[], until: number): { fired: number[][]; waiting: number } {
  const fired: number[][] = [];
  let list: { number: number; due: number; plan: Plan }[] = [];
  let count = 0;
  let now = 0;
  const add = (plan: Plan): void => void list.push({ number: count++, due: now + Math.max(0, plan.ms), plan });
  plans.forEach(add);
  for (;;) {
    const earliest = Math.min(...list.map(({ due }) => due));
    const next = list.find(({ due }) => due === earliest);
    if (next === undefined || next.due > until) return { fired, waiting: list.length };
    now = next.due;
    fired.push([next.number, now]);
    list = list.filter(({ number }) => number !== next.number && number !== next.plan.cancels);
    next.plan.schedules.forEach(add);
  }
}

describe.each<Settle>(['promises', 'events', 'work'])('a virtual clock that settles %s', (settle) => {
  it('fires timers by due time, then in the order of scheduling, and cancelled ones never', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(plan, { maxLength: 12 }),
        fc.array(fc.nat(40), { minLength: 1, maxLength: 4 }),
        async (plans, steps) => {
          const clock = virtualClock({ start: 0, settle });
          const end = steps.reduce((sum, ms) => sum + ms, 0);
          const expected = expectedOf(plans, end);
          expect(await firedBy(clock, plans, steps)).toEqual(expected.fired);
          expect(clock.waiting).toBe(expected.waiting);
          expect(clock.now()).toBe(end);
        },
      ),
    );
  });

  it('lets promises settle before a timer fires', async () => {
    const clock = virtualClock({ start: 0, settle });
    const seen: string[] = [];
    const work = async (): Promise<void> => {
      await Promise.resolve();
      await Promise.resolve();
      seen.push('promise');
    };
    clock.schedule(1, () => void work());
    clock.schedule(2, () => seen.push('timer'));
    await clock.advance(2);
    expect(seen).toEqual(['promise', 'timer']);
  });
});

describe('a timer', () => {
  it('fires once, whatever is cancelled and how often', async () => {
    const clock = virtualClock({ start: 0 });
    let fired = 0;
    const cancelOther = clock.schedule(9, () => fired++);
    const cancel = clock.schedule(5, () => fired++);
    await clock.advance(5);
    cancel();
    cancel();
    expect(clock.waiting).toBe(1);
    cancelOther();
    cancelOther();
    expect(clock.waiting).toBe(0);
    await clock.advance(10);
    expect(fired).toBe(1);
  });

  it('keeps its place among many others', async () => {
    const clock = virtualClock({ start: 0, settle: 'promises' });
    let last = -1;
    let isOrdered = true;
    for (let at = 0; at < 50_000; at++) {
      const due = (at * 7919) % 50_000;
      clock.schedule(due, () => {
        isOrdered &&= last <= due;
        last = due;
      });
    }
    await clock.advance(50_000);
    expect([isOrdered, last, clock.waiting]).toEqual([true, 49_999, 0]);
  });
});

describe('work in the outside world', () => {
  const work = (): Promise<void> =>
    new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));

  it.each<[Settle, string[]]>([
    ['work', ['work', 'timer']],
    ['events', ['timer', 'work']],
    ['promises', ['timer', 'work']],
  ])('is waited for only if the clock settles work (%s)', async (settle, order) => {
    const clock = virtualClock({ settle });
    const seen: string[] = [];
    const running = clock.track(work()).then(() => seen.push('work'));
    clock.schedule(1, () => seen.push('timer'));
    await clock.advance(1);
    await running;
    expect(seen).toEqual(order);
  });

  it('may hang where one call to advance says so', async () => {
    const clock = virtualClock();
    void clock.track(new Promise(() => undefined));
    let fired = false;
    clock.schedule(1, () => (fired = true));
    await clock.advance(1, { settle: 'events' });
    expect(fired).toBe(true);
  });

  it('may fail', async () => {
    const clock = virtualClock();
    const failing = clock.track(Promise.reject(new Error('broken')));
    await clock.advance(1);
    await expect(failing).rejects.toThrow('broken');
  });
});

describe('the time that work takes', () => {
  const after = (clock: VirtualClock, ms: number): Promise<number> =>
    new Promise((resolve) => clock.schedule(ms, () => resolve(clock.now())));

  it('passes while it runs, and little more', async () => {
    const clock = virtualClock({ start: 0, settle: 'promises' });
    expect(await clock.during(after(clock, 1020))).toBe(1020);
    expect(clock.now()).toBe(1050);
    expect(await clock.during(after(clock, 30), { stepMs: 20 })).toBe(1080);
    expect(clock.now()).toBe(1090);
  });

  it('is nothing for work that has settled', async () => {
    const clock = virtualClock({ start: 0 });
    expect(await clock.during(Promise.resolve('done'))).toBe('done');
    await expect(clock.during(Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(clock.now()).toBe(0);
  });

  it('has a limit', async () => {
    const clock = virtualClock({ settle: 'promises' });
    await expect(clock.during(new Promise(() => undefined), { limitMs: 5000 })).rejects.toThrow(
      'The work has not settled within 5000 ms of virtual time.',
    );
  });
});
