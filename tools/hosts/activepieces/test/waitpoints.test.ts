import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWaitpoints, type Resume, SAVING_MS, type Wake, type Waitpoints } from '../emulator/waitpoints.ts';

const CALL: Resume = { body: { status: 'completed' }, headers: {}, queryParams: {} };
let waitpoints: Waitpoints;
let wakes: Wake[];

beforeEach(() => {
  vi.useFakeTimers();
  let count = 0;
  wakes = [];
  waitpoints = createWaitpoints(() => `w${++count}`);
});
afterEach(() => void vi.useRealTimers());

const inMs = (ms: number): { type: 'DELAY'; resumeDateTime: string } => ({
  type: 'DELAY',
  resumeDateTime: new Date(Date.now() + ms).toISOString(),
});
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** Pauses a step at a waitpoint. */
function pause(id: string): void {
  waitpoints.pause(id);
  void waitpoints.untilWoken().then((wake) => wakes.push(wake));
}

describe('A DELAY waitpoint', () => {
  it('ends by itself when it is due', async () => {
    pause(waitpoints.create('step_1', inMs(40_000)).id);
    await pass(39_000);
    expect(wakes).toEqual([]);
    await pass(1_000);
    expect(wakes).toEqual([{ payload: null }]);
  });

  it('ends at once with a call', async () => {
    const { id } = waitpoints.create('step_1', inMs(40_000));
    pause(id);
    await pass(1_000);
    expect(waitpoints.call(id, CALL)).toBe(true);
    await pass(0);
    expect(wakes).toEqual([{ payload: CALL }]);
    expect(waitpoints.call(id, CALL)).toBe(false);
  });

  it('keeps its due time if it is created again', () => {
    const first = waitpoints.create('step_1', inMs(40_000));
    expect(waitpoints.create('step_1', inMs(90_000))).toEqual(first);
  });

  it('does not end if it is due before the pause', async () => {
    const { id } = waitpoints.create('step_1', inMs(1_000));
    await pass(2_000);
    pause(id);
    await pass(3_600_000);
    expect(wakes).toEqual([]);
  });
});

describe('A call', () => {
  it('before the pause ends the pause', async () => {
    const { id } = waitpoints.create('step_1', inMs(40_000));
    waitpoints.call(id, CALL);
    pause(id);
    await pass(SAVING_MS);
    expect(wakes).toEqual([{ payload: CALL }]);
  });

  it('while the pause is saved is answered and lost', async () => {
    const { id } = waitpoints.create('step_1', inMs(40_000));
    pause(id);
    await pass(SAVING_MS - 10);
    expect(waitpoints.call(id, CALL)).toBe(true);
    await pass(30_000);
    expect(wakes).toEqual([]);
    await pass(10_000);
    expect(wakes).toEqual([{ payload: null }]);
  });
});

describe('A waitpoint that is left over', () => {
  it('wakes the next step that pauses, if it was called', async () => {
    const { id } = waitpoints.create('step_1', inMs(40_000));
    waitpoints.call(id, CALL);
    pause(waitpoints.create('delay', inMs(40_000)).id);
    await pass(SAVING_MS);
    expect(wakes).toEqual([{ payload: CALL }]);
  });

  it('wakes an approval when it is due or called', async () => {
    waitpoints.create('step_1', inMs(40_000));
    pause(waitpoints.create('approval', { type: 'WEBHOOK' }).id);
    await pass(40_000);
    expect(wakes).toEqual([{ payload: null }]);
  });

  it('does not exist after the end of the run', () => {
    const { id } = waitpoints.create('step_1', inMs(40_000));
    waitpoints.end();
    expect(waitpoints.left()).toEqual([]);
    expect(waitpoints.call(id, CALL)).toBe(false);
  });
});

it('A call of a used waitpoint wakes the next step that pauses, if the run is running', async () => {
  const { id } = waitpoints.create('step_1', inMs(40_000));
  pause(id);
  await pass(SAVING_MS);
  waitpoints.call(id, CALL);
  waitpoints.resume();
  waitpoints.call(id, CALL);
  pause(waitpoints.create('approval', { type: 'WEBHOOK' }).id);
  await pass(SAVING_MS);
  expect(wakes).toHaveLength(2);
});
