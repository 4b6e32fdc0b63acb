import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AudioQuestion, Engine } from '@aai-connectors/stand-in';
import { heldEngine } from '../stories/held-engine.ts';

const engine: Engine = { name: 'at-once', transcribe: async () => undefined };

function question(webhook_url?: string): AudioQuestion {
  const params = { audio_url: 'https://example.com/a.mp3', ...(webhook_url !== undefined && { webhook_url }) };
  return { url: params.audio_url, params, file: () => Promise.reject(new Error('not needed')) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('ends jobs after the release, at the pace of their submission', async () => {
  const held = heldEngine(engine);
  const ended: string[] = [];
  const submit = (name: string): void =>
    void held.transcribe(question('https://example.com/called')).then(() => ended.push(name));
  submit('first');
  await vi.advanceTimersByTimeAsync(700);
  submit('second');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ended).toEqual([]);
  held.release();
  await vi.advanceTimersByTimeAsync(0);
  expect(ended).toEqual(['first']);
  await vi.advanceTimersByTimeAsync(699);
  expect(ended).toEqual(['first']);
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toEqual(['first', 'second']);
});

it('does not hold jobs that begin after the release', async () => {
  const held = heldEngine(engine);
  void held.transcribe(question('https://example.com/called'));
  await vi.advanceTimersByTimeAsync(60_000);
  held.release();
  await expect(held.transcribe(question('https://example.com/called'))).resolves.toBeUndefined();
});

it('does not hold jobs that call nobody', async () => {
  await expect(heldEngine(engine).transcribe(question())).resolves.toBeUndefined();
});
