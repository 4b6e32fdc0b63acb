import { virtualClock } from '@aai-connectors/stand-in/clock';
import { sleepOn } from '../../support/sleep.ts';
import { describe, expect, it } from 'vitest';
import { createWorks, type Report } from '../../../src/node/mcp/works.ts';

function stage(waitMs = 1_000) {
  const virtual = virtualClock({ settle: 'promises' });
  const clock = { ...virtual, now: () => virtual.now(), sleep: sleepOn(virtual) };
  const works = createWorks({ clock, waitMs });
  const reports: string[] = [];
  const call = (signal = new AbortController().signal) => ({
    signal,
    progress: (message: string): void => void reports.push(message),
  });
  /** Work that takes `ms`. */
  const taking =
    (ms: number, result = 'done') =>
    async (report: Report): Promise<string> => {
      report({ message: 'working', transcriptId: 't-1' });
      await clock.sleep(ms);
      return result;
    };
  return { clock, works, reports, call, taking };
}

const FIRST = { message: 'starting' };

describe('work that outlives its call', () => {
  it('returns its result if it ends in time', async () => {
    const { clock, works, call, taking } = stage();
    expect(await clock.during(works.run('a', taking(900), call(), FIRST))).toEqual({ result: 'done' });
  });

  it('returns its state after the wait, and its result to a later call, without starting again', async () => {
    const { clock, works, call, taking, reports } = stage(7_000);
    let starts = 0;
    const start = (report: Report): Promise<string> => (starts++, taking(9_000)(report));
    expect(await clock.during(works.run('a', start, call(), FIRST))).toEqual({
      state: { message: 'working', transcriptId: 't-1' },
    });
    expect(reports).toEqual(['working', 'working', 'working']);
    expect(await clock.during(works.run('a', start, call(), FIRST))).toEqual({ result: 'done' });
    expect(starts).toBe(1);
  });

  it('continues when a client cancels its call', async () => {
    const { clock, works, call, taking } = stage();
    const cancel = new AbortController();
    const lost = works.run('a', taking(800), call(cancel.signal), FIRST);
    cancel.abort();
    await expect(clock.during(lost)).rejects.toMatchObject({ code: 'aborted' });
    expect(await clock.during(works.run('a', taking(0, 'another'), call(), FIRST))).toEqual({ result: 'done' });
  });

  it('reports a failure once, also one that nobody waited for', async () => {
    const { clock, works, call, taking } = stage(100);
    const fails = async (): Promise<string> => {
      await clock.sleep(200);
      throw new Error('broken');
    };
    await clock.during(works.run('a', fails, call(), FIRST));
    await clock.advance(500);
    await expect(works.run('a', taking(0), call(), FIRST)).rejects.toThrow('broken');
    expect(await clock.during(works.run('a', taking(0), call(), FIRST))).toEqual({ result: 'done' });
  });

  it('keeps a result if asked to, and only the newest ones', async () => {
    const { clock, works, call } = stage();
    const kept = { ...FIRST, keep: true };
    let starts = 0;
    const start = (): Promise<string> => Promise.resolve(String(++starts));
    for (let at = 0; at < 60; at++) await clock.during(works.run(`k-${at}`, start, call(), kept));
    expect(await clock.during(works.run('k-59', start, call(), kept))).toEqual({ result: '60' });
    expect(await clock.during(works.run('k-0', start, call(), kept))).toEqual({ result: '61' });
  });

  it('is refused if too much is in progress', async () => {
    const { clock, works, call, taking } = stage(10);
    for (let at = 0; at < 20; at++) await clock.during(works.run(`w-${at}`, taking(5_000), call(), FIRST));
    await expect(works.run('one-more', taking(0), call(), FIRST)).rejects.toMatchObject({
      code: 'bad_input',
      message: '20 recordings are in progress, which is the most at a time.',
    });
    await clock.advance(6_000);
    expect(await clock.during(works.run('one-more', taking(0), call(), FIRST))).toEqual({ result: 'done' });
  });
});
