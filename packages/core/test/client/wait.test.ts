import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalMs, type WaitOptions } from '../../src/index.ts';
import { failure, scripted, type Step, thrownBy, transcript } from '../support/scripted.ts';

const at = (status: string, over: Record<string, unknown> = {}): Step => ({ json: transcript({ status, ...over }) });

const wait = (steps: Parameters<typeof scripted>[0], options?: WaitOptions) => {
  const it = scripted(steps);
  return { ...it, result: it.client.transcripts.wait('t-1', options) };
};

describe('waiting', () => {
  it('checks until the job has ended', async () => {
    const seen: string[] = [];
    const { result } = wait([at('queued'), at('processing'), at('completed')], {
      onStatus: ({ status }) => void seen.push(status),
    });
    await expect(result).resolves.toMatchObject({ status: 'completed' });
    expect(seen).toEqual(['queued', 'processing', 'completed']);
  });

  it('throws for a deleted transcript, with its ID', async () => {
    const gone = at('completed', { audio_url: 'http://deleted_by_user', text: 'Deleted by user.' });
    const error = await thrownBy(wait([at('processing'), gone]).result);
    expect(error).toMatchObject({ code: 'not_found', transcriptId: 't-1', retryable: false });
    expect(error.message).toContain('was deleted');
    await expect(thrownBy(scripted([gone]).client.resume('t-1'))).resolves.toMatchObject({ code: 'not_found' });
    await expect(thrownBy(scripted([gone]).client.transcribe('https://example.com/a.mp3'))).resolves.toMatchObject({
      code: 'not_found',
    });
  });

  it('continues at an unknown status', async () => {
    await expect(wait([at('reticulating'), at('completed')]).result).resolves.toMatchObject({ status: 'completed' });
  });

  it('throws for a failed job, with the reason of the service and the ID', async () => {
    const { result } = wait([at('error', { error: 'Audio duration is too short.' })]);
    await expect(thrownBy(result)).resolves.toMatchObject({
      code: 'transcript_failed',
      message: 'Audio duration is too short.',
      transcriptId: 't-1',
      retryable: false,
    });
  });

  it('marks a failure of the service as retryable', async () => {
    const { result } = wait([at('error', { error: 'Server error, developers have been alerted.' })]);
    await expect(thrownBy(result)).resolves.toMatchObject({ code: 'transcript_failed', retryable: true });
  });

  it('continues after consecutive failed checks', async () => {
    const bad = [
      ...Array<Step>(4).fill({ status: 503 }),
      ...Array<Step>(4).fill(failure('ECONNRESET')),
      { text: '<html>' } as Step,
    ];
    const { result } = wait([at('processing'), ...bad, at('completed')]);
    await expect(result).resolves.toMatchObject({ status: 'completed' });
  });

  it('ends at once if no check can succeed', async () => {
    const { result } = wait([at('queued'), { status: 401, json: { error: 'no' } }]);
    await expect(thrownBy(result)).resolves.toMatchObject({ code: 'authentication', transcriptId: 't-1' });
  });

  it('fails exactly at the deadline, with the ID and what to do next', async () => {
    const { result, clock, sent } = wait(() => at('processing'), { deadlineMs: 60_000 });
    const started = clock.now;
    const error = await thrownBy(result);
    expect(error).toMatchObject({ code: 'timeout', transcriptId: 't-1', retryable: true });
    expect(error.message).toContain('still processing');
    expect(clock.now - started).toBe(60_000);
    expect(sent.every(({ timeoutMs }) => timeoutMs <= 60_000)).toBe(true);
  });

  it('fails at the deadline if no check succeeds', async () => {
    const { result } = wait(() => ({ status: 503 }), { deadlineMs: 30_000 });
    await expect(thrownBy(result)).resolves.toMatchObject({
      code: 'timeout',
      transcriptId: 't-1',
      cause: { code: 'server' },
    });
  });

  it('limits a check to the time left', async () => {
    const { result, sent } = wait(() => at('queued'), { deadlineMs: 5_000, timeoutMs: 30_000 });
    await thrownBy(result);
    expect(sent[0]?.timeoutMs).toBe(5_000);
    expect(sent.at(-1)!.timeoutMs).toBeLessThan(5_000);
  });

  it('keeps the deadline even if every check hangs until its timeout', async () => {
    const it = scripted(({ timeoutMs }) => {
      it.clock.now += timeoutMs;
      return failure('UND_ERR_HEADERS_TIMEOUT');
    });
    const started = it.clock.now;
    await thrownBy(it.client.transcripts.wait('t-1', { deadlineMs: 100_000 }));
    expect(it.clock.now - started).toBe(100_000);
  });

  it('stops when the signal fires, and says how to resume', async () => {
    const stop = new AbortController();
    const { result } = wait([() => (stop.abort(), at('queued'))], { signal: stop.signal });
    await expect(thrownBy(result)).resolves.toMatchObject({
      code: 'aborted',
      transcriptId: 't-1',
    });
  });

  it('waits between two checks with `until`, on the clock of the client', async () => {
    const asked: { id: string; ms: number; atMostMs: number; now: number }[] = [];
    const { result, slept } = wait([at('queued'), at('processing'), at('completed')], {
      intervalMs: 4000,
      deadlineMs: 60_000,
      until: async (id, { ms, atMostMs, clock }, signal) => {
        asked.push({ id, ms, atMostMs, now: clock.now() - Date.UTC(2026, 0, 1) });
        await clock.sleep(1500, signal);
      },
    });
    await result;
    expect(slept).toEqual([1500, 1500]);
    expect(asked).toEqual([
      { id: 't-1', ms: 4000, atMostMs: 60_000, now: 0 },
      { id: 't-1', ms: 4000, atMostMs: 58_500, now: 1500 },
    ]);
  });

  it('uses a fixed interval if one is set', async () => {
    const { result, slept } = wait([at('queued'), at('queued'), at('completed')], { intervalMs: 2_000 });
    await result;
    expect(slept).toEqual([2_000, 2_000]);
  });
});

describe('the interval', () => {
  const middle = (): number => 0.5;

  it('is a second at first, then a fifth of the time waited, fifteen seconds at most', () => {
    expect(intervalMs(0, { status: 'processing' }, middle)).toBe(1_000);
    expect(intervalMs(20_000, { status: 'processing' }, middle)).toBe(4_000);
    expect(intervalMs(600_000, { status: 'processing' }, middle)).toBe(15_000);
  });
  it('is longer in the queue', () => {
    expect(intervalMs(600_000, { status: 'queued' }, middle)).toBe(30_000);
  });
  it('starts higher for long audio', () => {
    expect(intervalMs(0, { status: 'processing', audioSeconds: 3600 }, middle)).toBe(7_200);
  });
  it('adds at most a fifth to the wait, or a second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e8 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (waited, drawn) => {
        const interval = intervalMs(waited, { status: 'processing' }, () => drawn);
        expect(interval).toBeGreaterThanOrEqual(900);
        expect(interval).toBeLessThanOrEqual(Math.max(1_000, waited / 5) * 1.1 + 1);
      }),
    );
  });
});
