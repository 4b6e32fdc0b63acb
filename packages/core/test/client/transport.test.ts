import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain, isAssemblyAIError, type RetryEvent, type RequestEvent, type ResponseEvent } from '../../src/index.ts';
import { failure, KEY, scripted, thrownBy, transcript } from '../support/scripted.ts';

const get = { method: 'GET', url: 'https://api.assemblyai.com/v2/transcript/t-1' };

describe('reading', () => {
  it('sends the bare key to the API', async () => {
    const { client, sent } = scripted([{ json: transcript() }]);
    await client.transcripts.get('t-1');
    expect(sent[0]).toMatchObject({ ...get, headers: { authorization: KEY } });
  });

  it.each([500, 502, 503, 504, 429])('retries after %i', async (status) => {
    const { client, sent, slept } = scripted([{ status }, { status }, { json: transcript() }]);
    await expect(client.transcripts.get('t-1')).resolves.toMatchObject({ id: 't-1' });
    expect(sent).toHaveLength(3);
    expect(slept).toEqual([250, 500]);
  });

  it.each(['ECONNRESET', 'ECONNREFUSED', 'UND_ERR_SOCKET', 'ETIMEDOUT'])('retries after %s', async (code) => {
    const { client, sent } = scripted([failure(code), { json: transcript() }]);
    await client.transcripts.get('t-1');
    expect(sent).toHaveLength(2);
  });

  it('retries after a web page or invalid JSON', async () => {
    const { client, sent } = scripted([{ text: '<html></html>' }, { text: '{"id":' }, { json: transcript() }]);
    await client.transcripts.get('t-1');
    expect(sent).toHaveLength(3);
  });

  it('distinguishes the 403 of a rate limit from the 403 of a bad key', async () => {
    const limit = scripted([{ status: 403, text: '<html>Request blocked</html>' }, { json: transcript() }]);
    await limit.client.transcripts.get('t-1');
    expect(limit.sent).toHaveLength(2);

    const key = scripted([{ status: 403, json: { error: 'Forbidden' } }]);
    await expect(thrownBy(key.client.transcripts.get('t-1'))).resolves.toMatchObject({
      code: 'authentication',
      status: 403,
    });
  });

  it.each([
    [400, 'bad_input'],
    [401, 'authentication'],
    [404, 'not_found'],
    [422, 'bad_input'],
  ])('does not retry a %i: %s', async (status, code) => {
    const { client, sent } = scripted([{ status, json: { error: 'No.' } }]);
    const error = await thrownBy(client.transcripts.get('t-1'));
    expect(error).toMatchObject({ code, status, message: 'No.', attempts: 1, transcriptId: 't-1', retryable: false });
    expect(sent).toHaveLength(1);
  });

  it('treats the documented 400 for an unknown transcript as not found', async () => {
    const { client } = scripted([{ status: 400, json: { error: 'Transcript lookup error, transcript id not found' } }]);
    await expect(thrownBy(client.transcripts.get('t-1'))).resolves.toMatchObject({ code: 'not_found', status: 400 });
  });

  it('waits for Retry-After, and fails if that exceeds its budget', async () => {
    const { client, slept } = scripted([{ status: 429, headers: { 'retry-after': '7' } }, { json: transcript() }]);
    await client.transcripts.get('t-1');
    expect(slept[0]).toBeGreaterThanOrEqual(7000);

    const long = scripted([{ status: 429, headers: { 'retry-after': '3600' } }]);
    const error = await thrownBy(long.client.transcripts.get('t-1'));
    expect(error).toMatchObject({ code: 'rate_limited', retryAfterMs: 3_600_000, retryable: true });
    expect(long.slept).toEqual([]);
  });

  it('fails after four attempts, with all details', async () => {
    const { client, sent } = scripted(() => ({
      status: 500,
      json: { error: 'Internal Server Error' },
      headers: { 'x-request-id': 'r-9' },
    }));
    const error = await thrownBy(client.transcripts.get('t-1'));
    expect(sent).toHaveLength(4);
    expect(error).toMatchObject({
      code: 'server',
      status: 500,
      attempts: 4,
      requestId: 'r-9',
      retryable: true,
      operation: 'transcripts.get',
    });
    if (isAssemblyAIError(error)) expect(explain(error)).toContain('Request ID: r-9');
  });

  it.each(['../../admin', 'a/b', 'a?b=c', 'a#b'])('encodes the ID %j so that the path stays intact', async (id) => {
    const { client, sent } = scripted([{ json: transcript() }]);
    await client.transcripts.get(id);
    expect(new URL(sent[0]!.url).pathname).toBe(`/v2/transcript/${encodeURIComponent(id)}`);
  });

  it.each(['', '  ', '.', '..'])('rejects the ID %j before anything is sent', async (id) => {
    const { client, sent } = scripted([]);
    await expect(thrownBy(client.transcripts.get(id))).resolves.toMatchObject({
      code: 'bad_input',
      field: 'transcript_id',
    });
    expect(sent).toEqual([]);
  });
});

describe('submitting', () => {
  const submit = (steps: Parameters<typeof scripted>[0], retryUnsafe?: boolean) => {
    const it = scripted(steps);
    return { ...it, result: it.client.transcripts.submit({ audio_url: 'https://example.com/a.mp3' }, { retryUnsafe }) };
  };
  const posts = (sent: readonly { method: string }[]): number => sent.filter(({ method }) => method === 'POST').length;

  it.each([
    ['ECONNREFUSED', 'connect'],
    ['EHOSTUNREACH', 'connect'],
    ['ENETUNREACH', 'connect'],
    ['ETIMEDOUT', 'connect'],
    ['ENOTFOUND', 'getaddrinfo'],
    ['EAI_AGAIN', 'getaddrinfo'],
    ['ENOTFOUND', undefined],
    ['UND_ERR_CONNECT_TIMEOUT', undefined],
  ])('is retried after %s of %s: nothing was sent', async (code, syscall) => {
    const { sent, result } = submit([failure(code, syscall), { json: transcript({ status: 'queued' }) }]);
    await result;
    expect(posts(sent)).toBe(2);
  });

  it('is retried if every address of the host refused the connection', async () => {
    const refused = (address: string): Error =>
      Object.assign(new Error(address), { code: 'ECONNREFUSED', syscall: 'connect', address });
    const all = Object.assign(new AggregateError([refused('::1'), refused('127.0.0.1')]), { code: 'ECONNREFUSED' });
    const { sent, result } = submit([
      { throws: Object.assign(new TypeError('fetch failed'), { cause: all }) },
      { json: transcript({ status: 'queued' }) },
    ]);
    await result;
    expect(posts(sent)).toBe(2);
  });

  it.each([
    ['EHOSTUNREACH', 'read'],
    ['ENETUNREACH', 'write'],
    ['EHOSTDOWN', 'read'],
    ['ENETDOWN', 'read'],
    ['ECONNREFUSED', 'read'],
    ['EHOSTUNREACH', undefined],
    ['ECONNREFUSED', undefined],
  ])('is not retried after %s of %s: the request may have been read', async (code, syscall) => {
    const { sent, result } = submit([failure(code, syscall), { json: { page_details: {}, transcripts: [] } }]);
    await expect(thrownBy(result)).resolves.toMatchObject({ landed: true });
    expect(posts(sent)).toBe(1);
  });

  it('is not retried if one of two failures happened while reading', async () => {
    const failed = (code: string, syscall: string): Error => Object.assign(new Error(code), { code, syscall });
    const mixed = new AggregateError([failed('ECONNREFUSED', 'connect'), failed('EHOSTUNREACH', 'read')]);
    const { sent, result } = submit([{ throws: mixed }, { json: { page_details: {}, transcripts: [] } }]);
    await thrownBy(result);
    expect(posts(sent)).toBe(1);
  });

  it('is not retried after a failure in a browser, which gives no reason', async () => {
    const { sent, result } = submit([
      { throws: new TypeError('Failed to fetch') },
      { json: { page_details: {}, transcripts: [] } },
    ]);
    await thrownBy(result);
    expect(posts(sent)).toBe(1);
  });

  it('is retried after a 429, which rejects it unread', async () => {
    const { sent, result } = submit([{ status: 429 }, { json: transcript({ status: 'queued' }) }]);
    await result;
    expect(posts(sent)).toBe(2);
  });

  it.each([
    ['a reset', failure('ECONNRESET')],
    ['a 500', { status: 500 }],
    ['a 503', { status: 503 }],
    ['a broken answer', { text: '{"id"' }],
    ['a timeout', failure('UND_ERR_HEADERS_TIMEOUT')],
  ])('is never retried after %s: that could start a second job', async (_, step) => {
    const { sent, result } = submit([step, { json: { page_details: {}, transcripts: [] } }]);
    const error = await thrownBy(result);
    expect(posts(sent)).toBe(1);
    expect(error).toMatchObject({ landed: true, hint: expect.stringContaining('list of transcripts') as string });
  });

  it('is retried if the caller allows it', async () => {
    const { sent, result } = submit([{ status: 500 }, { json: transcript({ status: 'queued' }) }], true);
    await result;
    expect(posts(sent)).toBe(2);
  });
});

describe('aborting', () => {
  it('sends nothing if the signal has already fired', async () => {
    const { client, sent } = scripted([]);
    const error = await thrownBy(client.transcripts.get('t-1', { signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ code: 'aborted', transcriptId: 't-1' });
    expect(sent).toEqual([]);
  });

  it('returns at once, even if the host ignores the signal', async () => {
    const stop = new AbortController();
    const { client } = scripted([() => new Promise<never>(() => stop.abort('no longer needed'))]);
    const error = await thrownBy(client.transcripts.get('t-1', { signal: stop.signal }));
    expect(error).toMatchObject({ code: 'aborted', message: 'Cancelled (no longer needed).' });
  });

  it('interrupts a pause', async () => {
    const stop = new AbortController();
    const { io } = scripted([]);
    const { client } = scripted([], {
      io: {
        ...io,
        send: () => Promise.resolve({ status: 500, headers: {}, body: '' }),
        sleep: () => new Promise(() => stop.abort()),
      },
    });
    await expect(thrownBy(client.transcripts.get('t-1', { signal: stop.signal }))).resolves.toMatchObject({
      code: 'aborted',
    });
  });
});

describe('hooks', () => {
  it('receive requests, responses and retries, without the key', async () => {
    const seen: (RequestEvent | ResponseEvent | RetryEvent)[] = [];
    const note = (event: RequestEvent): void => void seen.push(event);
    const { client } = scripted([{ status: 503 }, { json: transcript() }], {
      hooks: { onRequest: note, onResponse: note, onRetry: note },
    });
    await client.transcripts.get('t-1');
    expect(seen.map((event) => ('delayMs' in event ? 'retry' : 'status' in event ? event.status : 'request'))).toEqual([
      'request',
      503,
      'retry',
      'request',
      200,
    ]);
    expect(JSON.stringify(seen)).not.toContain(KEY);
  });

  it('receive requests without a response', async () => {
    const failed: string[] = [];
    const { client } = scripted([failure('ECONNRESET'), { text: '<html>' }, { json: transcript() }], {
      hooks: { onFailure: ({ error }) => void failed.push(error.code) },
    });
    await client.transcripts.get('t-1');
    expect(failed).toEqual(['network', 'protocol']);
  });

  it('do not affect a request when they throw', async () => {
    const { client } = scripted([{ json: transcript() }], {
      hooks: {
        onRequest: () => {
          throw new Error('hook');
        },
      },
    });
    await expect(client.transcripts.get('t-1')).resolves.toMatchObject({ id: 't-1' });
  });
});

describe('the client', () => {
  it('exposes its base URLs', () => {
    const { client } = scripted([], { region: 'eu', hosts: { api: 'https://proxy.example.com/aai/' } });
    expect(client.hosts).toEqual({
      api: 'https://proxy.example.com/aai',
      llm: 'https://llm-gateway.eu.assemblyai.com/v1',
      streaming: 'https://streaming.eu.assemblyai.com',
      sync: undefined,
      dictation: undefined,
      tts: 'https://tts.eu.assemblyai.com',
      agents: undefined,
    });
  });

  it('does not expose its transport, its key and its clock', () => {
    const { client } = scripted([]);
    expect(Object.keys(client).sort()).toEqual(
      [
        'files',
        'hosts',
        'lemur',
        'lemurBackend',
        'llm',
        'region',
        'request',
        'resume',
        'streaming',
        'transcribe',
        'transcribeNow',
        'transcribeAll',
        'transcripts',
        'understanding',
      ].sort(),
    );
    expect(JSON.stringify(client)).not.toContain(KEY);
  });
});

describe('the key', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9_-]{8,40}$/);

  it('appears in no error, whatever the server or the host returns', async () => {
    await fc.assert(
      fc.asyncProperty(
        secret,
        fc.constantFrom(400, 401, 403, 404, 418, 429, 500),
        fc.boolean(),
        async (key, status, thrown) => {
          const { client } = scripted(
            () =>
              thrown
                ? {
                    throws: Object.assign(new Error(`GET failed, authorization: ${key}`), {
                      config: { headers: { authorization: key } },
                    }),
                  }
                : { status, json: { error: `The key ${key} is wrong.` } },
            { apiKey: key },
          );
          const error = await thrownBy(client.transcripts.get('t-1'));
          const shown = [
            error.message,
            error.stack,
            JSON.stringify(error),
            JSON.stringify(error.cause),
            String(error.cause),
          ].join();
          expect(shown).not.toContain(key);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is sent only to the API', async () => {
    const { client, sent } = scripted([
      { json: { status: 'redacted_audio_ready', redacted_audio_url: 'https://bucket.s3.amazonaws.com/x.mp3?sig=1' } },
      { text: 'bytes', headers: { 'content-type': 'audio/mpeg', 'content-length': '5' } },
    ]);
    const file = await client.transcripts.redactedAudioFile('t-1');
    expect(sent[1]?.headers).not.toHaveProperty('authorization');
    expect(file).toMatchObject({ contentType: 'audio/mpeg', size: 5 });
  });

  it('is not affected by a broken stream, which also gives an AssemblyAIError', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array([1]);
      throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
    }
    const { io } = scripted([]);
    const answers = [
      JSON.stringify({ status: 'redacted_audio_ready', redacted_audio_url: 'https://files.example.com/a.mp3' }),
      broken(),
    ];
    const { client } = scripted([], {
      io: { ...io, send: () => Promise.resolve({ status: 200, headers: {}, body: answers.shift()! }) },
    });
    const { data } = await client.transcripts.redactedAudioFile('t-1');
    const read = async (): Promise<void> => {
      for await (const piece of data) expect(piece).toHaveLength(1);
    };
    await expect(thrownBy(read())).resolves.toMatchObject({ code: 'network' });
  });

  it.each(['', '   ', 'Bearer abc', 'line\nbreak', 'schlüssel'])('%j is rejected', (apiKey) => {
    expect(() => scripted([], { apiKey })).toThrow(
      expect.objectContaining({ code: 'bad_input', field: 'apiKey' }) as Error,
    );
  });
});
