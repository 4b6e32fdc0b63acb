import { describe, expect, it } from 'vitest';
import { type ApiRequest, type HostIo, isAssemblyAIError } from '../../src/index.ts';
import { KEY, scripted, thrownBy, transcript } from '../support/scripted.ts';

/** Repeats `text` as bytes endlessly, and counts the chunks that are read. */
function endless(text: string): { readonly body: AsyncIterable<Uint8Array>; readonly taken: () => number } {
  const piece = new TextEncoder().encode(text);
  let taken = 0;
  return {
    taken: () => taken,
    body: {
      async *[Symbol.asyncIterator]() {
        for (;;) {
          taken += piece.byteLength;
          yield await Promise.resolve(piece);
        }
      },
    },
  };
}

const answering = (body: AsyncIterable<Uint8Array>, limits = { responseBytes: 1_000, downloadBytes: 2_000 }) => {
  const { io } = scripted([]);
  const send: HostIo['send'] = () => Promise.resolve({ status: 200, headers: {}, body });
  return scripted([], { io: { ...io, send }, limits });
};

describe('an endless response', () => {
  it.each([
    ['JSON', 'transcripts.get', (client) => client.transcripts.get('t-1')],
    ['captions', 'transcripts.subtitles', (client) => client.transcripts.subtitles('t-1', { format: 'srt' })],
    ['the answer to any other request', 'request', (client) => client.request({ method: 'GET', path: '/v2/x' })],
  ] as [string, string, (client: ReturnType<typeof scripted>['client']) => Promise<unknown>][])(
    'is rejected as soon as it is too large: %s',
    async (_, operation, call) => {
      const { body, taken } = endless('aaaaaaaaaa');
      await expect(thrownBy(call(answering(body).client))).resolves.toMatchObject({
        code: 'protocol',
        retryable: false,
        operation,
        message: 'The response is larger than 1000 bytes.',
      });
      expect(taken()).toBeLessThanOrEqual(1_010);
    },
  );

  it('is also measured decompressed if the host returns text', async () => {
    const { client } = scripted([{ json: transcript({ text: 'a'.repeat(2_000) }) }], {
      limits: { responseBytes: 1_000 },
    });
    await expect(thrownBy(client.transcripts.get('t-1'))).resolves.toMatchObject({ code: 'protocol' });
  });
});

describe('a redirect', () => {
  const to = (location: string) => ({ status: 307, headers: { location } });

  it.each(['https://evil.example/v2/transcript', '/v2/transcript', 'http://api.assemblyai.com/v2/transcript'])(
    'to %s is not followed, and the error names both hosts',
    async (location) => {
      const { client, sent } = scripted(() => to(location));
      const error = await thrownBy(client.transcripts.get('t-1'));
      const host = new URL(location, 'https://api.assemblyai.com').host;
      expect(error).toMatchObject({ code: 'protocol', status: 307, retryable: false });
      expect(error.message).toBe(`api.assemblyai.com redirects to ${host}. Redirects are not followed.`);
      expect(sent).toHaveLength(1);
    },
  );

  const audio = transcript({ status: 'redacted_audio_ready', redacted_audio_url: 'https://files.example/a.mp3' });
  const download = async (...locations: string[]) => {
    const steps = locations.map(to);
    const it = scripted([
      { json: audio },
      ...steps,
      { status: 200, text: 'bytes', headers: { 'content-type': 'audio/mpeg' } },
    ]);
    const result = it.client.transcripts.redactedAudioFile('t-1');
    return { ...it, file: await result.catch((error: unknown) => error as Error) };
  };
  const downloads = (sent: readonly ApiRequest[]): readonly ApiRequest[] =>
    sent.filter(({ responseType }) => responseType === 'stream');

  it('of a public file is followed, without the key', async () => {
    const { sent, file } = await download('https://cdn.example/a.mp3', 'https://api.assemblyai.com/a.mp3');
    expect(file).toMatchObject({ contentType: 'audio/mpeg' });
    expect(downloads(sent).map(({ url }) => new URL(url).host)).toEqual([
      'files.example',
      'cdn.example',
      'api.assemblyai.com',
    ]);
    expect(downloads(sent).some(({ headers }) => 'authorization' in headers)).toBe(false);
  });

  it('of a public file does not leave https', async () => {
    const { sent, file } = await download('http://cdn.example/a.mp3');
    expect(file).toMatchObject({ code: 'protocol' });
    expect(downloads(sent)).toHaveLength(1);
  });

  it('of a public file is followed five times', async () => {
    const { sent, file } = await download(...Array.from({ length: 8 }, (_, hop) => `https://cdn.example/${hop}`));
    expect(file).toMatchObject({ code: 'protocol' });
    expect(downloads(sent)).toHaveLength(6);
  });
});

describe('a value that cannot be sent', () => {
  const self: Record<string, unknown> = {};
  self['self'] = self;
  const audio_url = 'https://example.com/a.mp3';

  it.each([
    ['transcript_id', (client) => client.transcripts.get('\ud800')],
    ['words', (client) => client.transcripts.wordSearch('t-1', ['\udfff'])],
    ['status', (client) => client.transcripts.list({ status: '\ud800' as 'queued' })],
    ['metadata', (client) => client.transcripts.submit({ audio_url, extra: { metadata: self } })],
    ['self', (client) => client.transcripts.submit({ audio_url, extra: self })],
    ['count', (client) => client.transcripts.submit({ audio_url, extra: { count: 1n } })],
    ['headers', (client) => client.request({ method: 'GET', path: '/v2/x', headers: { 'x-a': 'a\nb' } })],
    ['headers', (client) => client.request({ method: 'GET', path: '/v2/x', headers: { 'x-a': '\u0142' } })],
    ['headers', (client) => client.request({ method: 'GET', path: '/v2/x', headers: { 'x a': 'a' } })],
    ['signal', (client) => client.transcripts.get('t-1', { signal: new AbortController() as never })],
    ['signal', (client) => client.transcribe(audio_url, {}, { signal: {} as AbortSignal })],
  ] as [string, (client: ReturnType<typeof scripted>['client']) => Promise<unknown>][])(
    'is rejected by its name: %s',
    async (field, call) => {
      const { client, sent } = scripted(() => ({ json: transcript() }));
      const error = await thrownBy(call(client));
      expect(error).toMatchObject({ code: 'bad_input', field });
      expect(sent).toEqual([]);
    },
  );
});

describe('a hostile server causes only AssemblyAIErrors', () => {
  it.each([
    'http://[',
    'javascript:alert(1)',
    'https://evil.example/v2/transcript',
    `/v2/transcript?a=${'a'.repeat(9_000)}`,
  ])('for the link to an older page %s', async (prev_url) => {
    const { client } = scripted(() => ({ json: { page_details: { prev_url }, transcripts: [{ id: 'a' }] } }));
    const all = async (): Promise<void> => {
      for await (const item of client.transcripts.listAll()) expect(item.id).toBe('a');
    };
    const error = await thrownBy(all());
    expect(error).toMatchObject({ code: 'protocol' });
    expect(error.message.length).toBeLessThan(200);
  });

  it.each([
    ['that are always empty', () => []],
    ['that are always the same', () => [{ id: 'a' }]],
  ])('for pages %s', async (_, items) => {
    let page = 0;
    const { client, sent } = scripted(() => ({
      json: { page_details: { prev_url: `/v2/transcript?before_id=${page++}` }, transcripts: items() },
    }));
    const all = async (): Promise<void> => {
      for await (const item of client.transcripts.listAll()) expect(item.id).toBe('a');
    };
    await expect(thrownBy(all())).resolves.toMatchObject({ code: 'protocol' });
    expect(sent.length).toBeLessThan(20);
  });

  it('for a message that is 100,000 objects deep', async () => {
    const text = `${'{"error":'.repeat(100_000)}"no"${'}'.repeat(100_000)}`;
    const { client } = scripted([{ status: 400, text }]);
    await expect(thrownBy(client.transcripts.get('t-1'))).resolves.toMatchObject({
      code: 'bad_input',
      message: 'The service answered with status 400.',
    });
  });
});

describe('a server that echoes the key', () => {
  const echoes: [string, string][] = [
    ['unchanged', KEY],
    ['in capitals', KEY.toUpperCase()],
    ['percent-encoded', [...KEY].map((character) => `%${character.charCodeAt(0).toString(16)}`).join('')],
    ['as entities', [...KEY].map((character) => `&#x${character.charCodeAt(0).toString(16)};`).join('')],
    ['over two lines', `${KEY.slice(0, 9)}\n   ${KEY.slice(9)}`],
    ['cut off', KEY.slice(0, -4)],
  ];

  it.each(echoes)('%s shows it in no error, hook or answer', async (_, echo) => {
    const records: unknown[] = [];
    const keep = (record: object): void => {
      records.push({ ...record });
    };
    const hooks = { onRequest: keep, onResponse: keep, onFailure: keep, onRetry: keep };
    const headers = { 'x-request-id': echo, location: `https://evil.example/${echo}`, 'www-authenticate': echo };
    const answers = [
      { status: 401, json: { error: `${'long '.repeat(98)}${echo}` }, headers },
      { status: 302, headers },
      { status: 500, text: echo, headers },
      { json: transcript({ status: 'error', error: echo, [echo.slice(0, 3)]: [{ deep: `a ${echo} b` }] }), headers },
    ];
    for (const answer of answers) {
      const { client } = scripted(() => answer, { hooks });
      const results = [
        await client.transcripts.get('t-1').catch((error: unknown) => error),
        await client.transcripts.wait('t-1').catch((error: unknown) => error),
        await client.request({ method: 'GET', path: '/v2/x' }).catch((error: unknown) => error),
      ];
      for (const result of results) {
        const error = isAssemblyAIError(result) ? [result.message, result.stack, result.hint, result.cause] : [];
        records.push(result, ...error);
      }
    }
    const shown = records.map((record) => `${JSON.stringify(record)} ${String(record)}`).join('\n');
    expect(shown).toContain('[redacted]');
    expect(shown.toLowerCase()).not.toContain(KEY.slice(0, 12).toLowerCase());
    expect(shown).not.toContain(echo.slice(0, 40));
  });

  it('or the secret of a webhook exposes neither', async () => {
    const secret = 'hook-secret-0123456789';
    const { client } = scripted([{ status: 400, json: { error: `Bad header value: ${secret}` } }]);
    const params = { audio_url: 'https://example.com/a.mp3', webhook_auth_header_value: secret };
    await expect(thrownBy(client.transcripts.submit(params))).resolves.toMatchObject({
      message: 'Bad header value: [redacted]',
    });
  });

  it('or secrets that a host added does not expose the secrets that the host declares', async () => {
    const { client } = scripted([{ status: 400, json: { error: `No: ${KEY}` } }], {
      apiKey: undefined,
      secrets: [KEY],
    });
    await expect(thrownBy(client.transcripts.get('t-1'))).resolves.toMatchObject({ message: 'No: [redacted]' });
  });
});
