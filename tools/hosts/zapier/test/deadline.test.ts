import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { DELAYS_S, prove } from '../deadline/proof.ts';

// The platform logs the memory use of every run.
beforeAll(() => void vi.spyOn(console, 'log').mockImplementation(() => undefined));
afterAll(() => void vi.restoreAllMocks());

it('ends every function of the app in time and loses no job, however slow the service is', async () => {
  const rows = await prove();
  expect(rows.filter(({ problem }) => problem !== undefined)).toEqual([]);
  expect(rows.length).toBeGreaterThan(25 * DELAYS_S.length);
  const outcome = (name: string, delayS: number): string | undefined =>
    rows.find((row) => row.name === `Transcribe Audio, ${name}` && row.delayS === delayS)?.outcome;
  expect(outcome('link', 20)).toBe('paused, then result with transcript');
  expect(outcome('slow submission', 180)).toBe('paused, then result with transcript');
  expect(outcome('question, slow model', 45)).toMatch(/result with transcript, No answer: .*Ask Questions step/);
  expect(outcome('link', 180)).toBe('paused, then repeated later, then result with transcript');
  expect(outcome('file', 45)).toMatch(/Audio URL/);
}, 180_000);
