import { describe, expect, it } from 'vitest';
import { readyWithin } from '../../src/index.ts';
import { scripted, type Step, transcript } from '../support/scripted.ts';

const at = (status: string, over: Record<string, unknown> = {}): Step => ({ json: transcript({ status, ...over }) });

const ready = (answer: () => Step, deadlineMs = 10_000) => readyWithin(scripted(answer).client, 't-1', { deadlineMs });

describe('Waiting within the time limit of a step', () => {
  it('returns the transcript once it is ready', async () => {
    const steps = [at('processing'), at('completed')];
    await expect(ready(() => steps.shift()!)).resolves.toMatchObject({ status: 'completed' });
  });

  it('returns undefined for an unfinished job', async () => {
    await expect(ready(() => at('processing'))).resolves.toBeUndefined();
  });

  it.each([
    ['transcript_failed', at('error', { error: 'Audio duration is too short.' })],
    ['not_found', { status: 404, json: { error: 'Not found' } }],
  ])('throws %s', async (code, answer) => {
    await expect(ready(() => answer)).rejects.toMatchObject({ code });
  });
});
