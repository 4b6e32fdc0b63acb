import { describe, expect, it } from 'vitest';
import { createOnceGate, type Once } from '../../src/index.ts';

/** Work that the test ends. */
function held(): { work: () => Promise<string | undefined>; end: (result: string | undefined) => void; count: number } {
  const ends: ((result: string | undefined) => void)[] = [];
  const one = {
    count: 0,
    work: () => {
      one.count += 1;
      return new Promise<string | undefined>((resolve) => ends.push(resolve));
    },
    end: (result: string | undefined) => ends.shift()!(result),
  };
  return one;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const countOf = (outcomes: readonly Once<unknown>[], state: Once<unknown>['state']): number =>
  outcomes.filter((one) => one.state === state).length;

describe('Work for deliveries', () => {
  it('is done once for 50 concurrent deliveries, and not for later ones', async () => {
    const gate = createOnceGate();
    const { work, end } = held();
    const all = Array.from({ length: 50 }, () => gate.run('t-1', true, work));
    end('text');
    const outcomes = await Promise.all(all);
    expect(countOf(outcomes, 'done')).toBe(1);
    expect(countOf(outcomes, 'taken')).toBe(49);
    expect(await gate.run('t-1', true, work)).toEqual({ state: 'taken' });
  });

  it('is repeated once for deliveries that arrived while it found nothing', async () => {
    const gate = createOnceGate();
    const job = held();
    const early = gate.run('t-1', true, job.work);
    const during = Array.from({ length: 50 }, () => gate.run('t-1', true, job.work));
    job.end(undefined);
    await turn();
    expect(job.count).toBe(2);
    job.end('text');
    expect(await early).toEqual({ state: 'nothing' });
    expect(countOf(await Promise.all(during), 'done')).toBe(1);
  });

  it('that fails can be claimed again', async () => {
    const gate = createOnceGate();
    await expect(gate.run('t-1', true, () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await gate.run('t-1', true, () => Promise.resolve('text'))).toEqual({ state: 'done', result: 'text' });
  });

  it('that fails is done by the waiting delivery', async () => {
    const gate = createOnceGate();
    const first = gate.run('t-1', true, () => Promise.reject(new Error('down')));
    const second = gate.run('t-1', true, () => Promise.resolve('text'));
    await expect(first).rejects.toThrow('down');
    expect(await second).toEqual({ state: 'done', result: 'text' });
  });

  it('is limited per minute without the secret, and unlimited with it', async () => {
    let now = 0;
    const gate = createOnceGate({ now: () => now, untrustedPerMinute: 10 });
    const nothing = (): Promise<undefined> => Promise.resolve(undefined);
    const flood = async (isTrusted: boolean): Promise<number> => {
      const all = Array.from({ length: 100 }, (_, at) => gate.run(`made-up-${at}`, isTrusted, nothing));
      return countOf(await Promise.all(all), 'nothing');
    };
    expect(await flood(false)).toBe(10);
    expect(await flood(false)).toBe(0);
    expect(await flood(true)).toBe(100);
    now += 30_000;
    expect(await flood(false)).toBe(5);
    now += 600_000;
    expect(await flood(false)).toBe(10);
  });

  it('is remembered for a limited number of IDs', async () => {
    const gate = createOnceGate({ kept: 2 });
    const work = (): Promise<string> => Promise.resolve('text');
    for (const id of ['a', 'b', 'c']) await gate.run(id, true, work);
    expect((await gate.run('c', true, work)).state).toBe('taken');
    expect((await gate.run('a', true, work)).state).toBe('done');
  });
});
