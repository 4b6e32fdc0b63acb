import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manualClock } from '../clock.ts';

describe('a manual clock', () => {
  it('fires what is due in order of time, then of request', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(50), { maxLength: 20 }), async (delays) => {
        const clock = manualClock(0);
        const fired: [number, number][] = [];
        delays.forEach((ms, at) => clock.schedule(ms, () => fired.push([clock.now(), at])));
        await clock.advance(25);
        const due = delays.map((ms, at): [number, number] => [ms, at]).filter(([ms]) => ms <= 25);
        expect(fired).toEqual(due.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
        expect(clock.now()).toBe(25);
      }),
    );
  });

  it('fires what is asked for on the way, if it is due too', async () => {
    const clock = manualClock(0);
    const fired: number[] = [];
    const again = (): void => {
      fired.push(clock.now());
      clock.schedule(10, again);
    };
    clock.schedule(10, again);
    await clock.advance(35);
    expect(fired).toEqual([10, 20, 30]);
  });

  it('forgets what was taken back', async () => {
    const clock = manualClock(0);
    let fired = false;
    clock.schedule(5, () => (fired = true))();
    await clock.advance(10);
    expect(fired).toBe(false);
  });

  it('lets running work finish before it moves on, unless told not to', async () => {
    const clock = manualClock(0);
    const seen: string[] = [];
    const work = (): Promise<void> =>
      new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));
    void clock.track(work()).then(() => seen.push('work'));
    clock.schedule(1, () => seen.push('timer'));
    await clock.advance(1);
    expect(seen).toEqual(['work', 'timer']);

    void clock.track(new Promise(() => undefined));
    clock.schedule(1, () => seen.push('late timer'));
    await clock.advance(1, { settle: false });
    expect(seen.at(-1)).toBe('late timer');
  });
});
