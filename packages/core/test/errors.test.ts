import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RESUME_HINT } from '../src/client/wait.ts';
import * as core from '../src/errors.ts';
import { explain as explainError, hintOf } from '../src/explain.ts';
import { hintForRunningJob } from '../src/job-hints.ts';
import { redact } from '../src/redact.ts';

describe('errors', () => {
  it.each([
    ['bad_input', core.BadInputError],
    ['authentication', core.AuthenticationError],
    ['not_found', core.NotFoundError],
    ['rate_limited', core.RateLimitedError],
    ['server', core.ServerError],
    ['network', core.NetworkError],
    ['timeout', core.TimeoutError],
    ['aborted', core.AbortedError],
    ['transcript_failed', core.TranscriptFailedError],
    ['protocol', core.ProtocolError],
  ] as const)('%s has its class, its name and its code', (code, Kind) => {
    const error = new Kind('It happened.', { transcriptId: 't-1', cause: new Error('why') });
    expect(error).toBeInstanceOf(core.AssemblyAIError);
    expect(error.name).toBe(Kind.name);
    expect(error.code).toBe(code);
    expect(core.isAssemblyAIError(error)).toBe(true);
  });

  it('are known also when another copy of the package made them', () => {
    const foreign = Object.assign(new Error('x'), { [Symbol.for('@aai-connectors/core/error')]: true, code: 'server' });
    expect(core.isAssemblyAIError(foreign)).toBe(true);
    expect(core.isAssemblyAIError(new Error('x'))).toBe(false);
    expect(core.isAssemblyAIError(null)).toBe(false);
  });

  it('are kept as they were thrown, and made of anything else that was', () => {
    const thrown = new RangeError('x');
    expect(core.asError(thrown)).toBe(thrown);
    expect(core.asError('text')).toEqual(new Error('text'));
    expect(core.asError(undefined).message).toBe('undefined');
  });

  it('become JSON with what is known and without the cause', () => {
    const error = new core.ServerError('Down.', { status: 503, attempts: 4, cause: new Error('secret') });
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: 'ServerError',
      message: 'Down.',
      code: 'server',
      status: 503,
      attempts: 4,
      retryable: true,
      problems: [],
    });
  });

  it('keep what is known when more is added', () => {
    const error = core.withDetails(new core.ServerError('Down.', { attempts: 4 }), {
      attempts: 1,
      transcriptId: 't-1',
    });
    expect(error).toMatchObject({ attempts: 4, transcriptId: 't-1' });
  });

  it('are explained in one line, with what to do and the id of the paid job, once', () => {
    const explain = (message: string, details: core.ErrorDetails): string =>
      explainError(new core.TimeoutError(message, details));
    expect(explain('Too late', { hint: 'Wait again', transcriptId: 't-1', requestId: 'r-1' })).toBe(
      'Too late. Wait again. Transcript ID: t-1. Request ID: r-1.',
    );
    expect(explain('t-1 is too late.', { transcriptId: 't-1' })).toBe('t-1 is too late.');
  });

  it('are no longer than 1 KB, and still name the job', () => {
    const long = fc.string({ unit: 'grapheme', minLength: 200, maxLength: 3_000, size: 'max' });
    const bytes = (text: string): number => new TextEncoder().encode(text).byteLength;
    fc.assert(
      fc.property(long, long, (message, requestId) => {
        const error = new core.ServerError(message, {
          transcriptId: 'the-job',
          requestId,
          hint: requestId.slice(0, 90),
        });
        expect(bytes(error.message)).toBeLessThan(1_024);
        expect(message.startsWith(error.message.replace(/…$/, ''))).toBe(true);
        expect(bytes(explainError(error))).toBeLessThan(1_024);
        expect(explainError(error)).toContain('the-job');
      }),
      { numRuns: 50 },
    );
  });

  it('have the field to blame among their problems', () => {
    expect(core.badInput('size', 'size is missing.').problems).toEqual([
      { field: 'size', message: 'size is missing.' },
    ]);
  });
});

describe('failed jobs', () => {
  it.each([
    ['Download error to https://x, 403 Client Error: Forbidden for url: https://x', /sign-in/],
    ['File does not appear to contain audio. File type is text/html (HTML document).', /web page/],
    ['Audio duration is too short.', /160 ms/],
    ['Audio speech threshold 0.9461 is below the requested speech threshold value 1.0', /Speech Threshold/],
    ['Server error, developers have been alerted.', /again/],
  ])('%s', (reason, hint) => {
    expect(hintOf(new core.TranscriptFailedError(reason))).toMatch(hint);
  });
  it('end with what to do about a job that goes on', () => {
    expect(hintForRunningJob('wait for it again')).toBe('The job goes on and is paid for: wait for it again');
    // The client has a copy, so that a browser does not load the hints of failed jobs for it.
    expect(RESUME_HINT.startsWith(hintForRunningJob(''))).toBe(true);
  });

  it('have no hint where nothing is known', () => {
    expect(hintOf(new core.TranscriptFailedError('Something new.'))).toBeUndefined();
  });
});

describe('redaction', () => {
  it('blanks out secrets, also encoded ones, and the secrets of links', () => {
    expect(redact('a k+1 b k%2B1', ['k+1'])).toBe('a [redacted] b [redacted]');
    expect(redact('wss://x/v3/ws?token=abc&x=1')).toBe('wss://x/v3/ws?token=[redacted]&x=1');
    expect(redact('https://s3/x?X-Amz-Signature=abc&Expires=1')).toBe(
      'https://s3/x?X-Amz-Signature=[redacted]&Expires=1',
    );
  });
  it('leaves a text alone when there is no secret', () => {
    expect(redact('nothing', ['', 'key'])).toBe('nothing');
  });
});
