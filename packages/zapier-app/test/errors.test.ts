import { describe, expect, it } from 'vitest';
import { guarded, problemOf } from '../src/errors.ts';
import { AssemblyAIError, type ErrorCode } from '../src/core.ts';

const PLAIN: readonly ErrorCode[] = [
  'bad_input',
  'not_found',
  'server',
  'network',
  'timeout',
  'aborted',
  'transcript_failed',
  'protocol',
];

describe('A failure', () => {
  it.each(PLAIN)('of kind %s is an error of the host in one line, with its hint and transcript', (code) => {
    const problem = problemOf(new AssemblyAIError(code, 'It went wrong.', { hint: 'Do this.', transcriptId: 't-1' }));
    expect(problem.name).toBe('AppError');
    expect(problem.message).toMatch(/It went wrong\. Do this\. Transcript ID: t-1\./);
  });

  it('of the key turns off the connection', () => {
    expect(problemOf(new AssemblyAIError('authentication', 'Wrong key.')).name).toBe('ExpiredAuthError');
  });

  it.each([
    [undefined, 60],
    [1_500, 2],
  ])('of too many requests is repeated after the time that the service asks for (%s ms)', (retryAfterMs, delay) => {
    const problem = problemOf(new AssemblyAIError('rate_limited', 'Slow down.', { retryAfterMs }));
    expect(problem.name).toBe('ThrottledError');
    expect(JSON.parse(problem.message)).toMatchObject({ delay });
  });

  it('of a slow model says what to do within 30 seconds, and that of a slow transcript does not', () => {
    expect(problemOf(new AssemblyAIError('timeout', 'Late.')).message).toContain('30 seconds');
    expect(problemOf(new AssemblyAIError('timeout', 'Late.', { transcriptId: 't' })).message).not.toContain('30');
  });

  it('of another kind stays unchanged', async () => {
    const other = new RangeError('other');
    expect(problemOf(other)).toBe(other);
    expect(problemOf('text').message).toBe('text');
    const work = guarded(() => {
      throw other;
    });
    await expect(work({} as never, {} as never)).rejects.toBe(other);
  });
});
