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

  it('are recognized even from another copy of the package', () => {
    const foreign = Object.assign(new Error('x'), { [Symbol.for('@aai-connectors/core/error')]: true, code: 'server' });
    expect(core.isAssemblyAIError(foreign)).toBe(true);
    expect(core.isAssemblyAIError(new Error('x'))).toBe(false);
    expect(core.isAssemblyAIError(null)).toBe(false);
  });

  it('are kept as they were thrown; other thrown values become errors', () => {
    const thrown = new RangeError('x');
    expect(core.asError(thrown)).toBe(thrown);
    expect(core.asError('text')).toEqual(new Error('text'));
    expect(core.asError(undefined).message).toBe('undefined');
  });

  it('become JSON with all details but the cause', () => {
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

  it('keep existing details when more are added', () => {
    const error = core.withDetails(new core.ServerError('Down.', { attempts: 4 }), {
      attempts: 1,
      transcriptId: 't-1',
    });
    expect(error).toMatchObject({ attempts: 4, transcriptId: 't-1' });
  });

  it('are explained in one line, with what to do next and the ID of the billed job', () => {
    const explain = (message: string, details: core.ErrorDetails): string =>
      explainError(new core.TimeoutError(message, details));
    expect(explain('Too late', { hint: 'Wait again', transcriptId: 't-1', requestId: 'r-1' })).toBe(
      'Too late. Wait again. Transcript ID: t-1. Request ID: r-1.',
    );
    expect(explain('t-1 is too late.', { transcriptId: 't-1' })).toBe('t-1 is too late.');
  });

  it('have at most 1 KB, and still name the job', () => {
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

  it('list the field among their problems', () => {
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
  it('have a hint on what to do about a running job', () => {
    expect(hintForRunningJob('Wait for it.')).toBe(
      'The transcript is still processing and will be billed. Wait for it.',
    );
    // The client uses the same text.
    expect(RESUME_HINT.startsWith(hintForRunningJob(''))).toBe(true);
  });

  it('have no hint for an unknown reason', () => {
    expect(hintOf(new core.TranscriptFailedError('Something new.'))).toBeUndefined();
  });
});

describe('redaction', () => {
  it('removes secrets, including encoded ones and those of links', () => {
    expect(redact('a k+1 b k%2B1', ['k+1'])).toBe('a [redacted] b [redacted]');
    expect(redact('wss://x/v3/ws?token=abc&x=1')).toBe('wss://x/v3/ws?token=[redacted]&x=1');
    expect(redact('https://s3/x?X-Amz-Signature=abc&Expires=1')).toBe(
      'https://s3/x?X-Amz-Signature=[redacted]&Expires=1',
    );
  });
  it('does not change a text without secrets', () => {
    expect(redact('nothing', ['', 'key'])).toBe('nothing');
  });
});
