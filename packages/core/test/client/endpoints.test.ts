import { describe, expect, it } from 'vitest';
import { scripted, thrownBy, transcript } from '../support/scripted.ts';

const page = (ids: readonly string[], prev_url: string | null) => ({
  json: { page_details: { prev_url }, transcripts: ids.map((id) => ({ id })) },
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe('the list', () => {
  it('leaves out filters that are not set and keeps false', async () => {
    const { client, sent } = scripted([page([], null)]);
    await client.transcripts.list({ limit: 5, status: undefined, throttled_only: false });
    expect(sent[0]?.url).toBe('https://api.assemblyai.com/v2/transcript?limit=5&throttled_only=false');
  });

  it('yields all pages, from newest to oldest', async () => {
    const older = 'https://api.assemblyai.com/v2/transcript?limit=2&before_id=b';
    const { client, sent } = scripted([page(['a', 'b'], older), page(['c'], null)]);
    await expect(all(client.transcripts.listAll({ limit: 2 }))).resolves.toEqual([
      { id: 'a' },
      { id: 'b' },
      { id: 'c' },
    ]);
    expect(sent[1]?.url).toBe(older);
  });

  it('stays on its own host if a link names another host of AssemblyAI', async () => {
    const { client, sent } = scripted(
      [page(['a'], 'https://api.assemblyai.com/v2/transcript?before_id=a'), page([], null)],
      {
        region: 'eu',
      },
    );
    await all(client.transcripts.listAll());
    expect(sent[1]?.url).toBe('https://api.eu.assemblyai.com/v2/transcript?before_id=a');
  });

  it('keeps the path of a proxy', async () => {
    const { client, sent } = scripted(
      [page(['a'], 'https://api.assemblyai.com/v2/transcript?before_id=a'), page([], null)],
      {
        hosts: { api: 'https://proxy.example/speech/' },
      },
    );
    await all(client.transcripts.listAll());
    expect(sent.map(({ url }) => url)).toEqual([
      'https://proxy.example/speech/v2/transcript',
      'https://proxy.example/speech/v2/transcript?before_id=a',
    ]);
  });

  it.each([
    'https://evil.example/v2/transcript?before_id=a',
    'https://api.assemblyai.com.evil.example/',
    'http://169.254.169.254/',
  ])('does not follow %s', async (link) => {
    const { client, sent } = scripted([page(['a'], link)]);
    await expect(thrownBy(all(client.transcripts.listAll()))).resolves.toMatchObject({ code: 'protocol' });
    expect(sent).toHaveLength(1);
  });

  it('does not loop', async () => {
    const link = 'https://api.assemblyai.com/v2/transcript?before_id=a';
    const { client } = scripted(() => page(['a'], link));
    await expect(thrownBy(all(client.transcripts.listAll()))).resolves.toMatchObject({ code: 'protocol' });
  });
});

describe('captions', () => {
  it('are requested in the given format and width', async () => {
    const { client, sent } = scripted([{ text: 'WEBVTT' }]);
    await expect(client.transcripts.subtitles('t-1', { format: 'vtt', charsPerCaption: 32 })).resolves.toBe('WEBVTT');
    expect(sent[0]?.url).toBe('https://api.assemblyai.com/v2/transcript/t-1/vtt?chars_per_caption=32');
  });
  it.each([0, -1, 1.5, Number.NaN])('are rejected with %d characters', async (charsPerCaption) => {
    const { client } = scripted([]);
    await expect(
      thrownBy(client.transcripts.subtitles('t-1', { format: 'srt', charsPerCaption })),
    ).resolves.toMatchObject({
      code: 'bad_input',
      field: 'chars_per_caption',
    });
  });
});

describe('word search', () => {
  it('encodes each term, but not the commas between them', async () => {
    const { client, sent } = scripted([{ json: { matches: [] } }]);
    await client.transcripts.wordSearch('t-1', ['foo bar', '42', 'R&D', ' ']);
    expect(sent[0]?.url).toBe('https://api.assemblyai.com/v2/transcript/t-1/word-search?words=foo%20bar,42,R%26D');
  });
  it.each([[[]], [['']], [['a,b']], [['one two three four five six']]])('rejects %j', async (words) => {
    const { client, sent } = scripted([]);
    await expect(thrownBy(client.transcripts.wordSearch('t-1', words))).resolves.toMatchObject({
      code: 'bad_input',
      field: 'words',
    });
    expect(sent).toEqual([]);
  });
});

describe('parts of a transcript', () => {
  it.each(['sentences', 'paragraphs'] as const)('%s must hold a list', async (part) => {
    const { client } = scripted(() => ({ json: { id: 't-1' } }));
    await expect(thrownBy(client.transcripts[part]('t-1'))).resolves.toMatchObject({
      code: 'protocol',
      transcriptId: 't-1',
    });
  });
  it('deletes by ID', async () => {
    const { client, sent } = scripted([{ json: transcript({ text: 'Deleted by user.' }) }]);
    await client.transcripts.delete('t-1');
    expect(sent[0]).toMatchObject({ method: 'DELETE', url: 'https://api.assemblyai.com/v2/transcript/t-1' });
  });
  it('reports that redacted audio is not ready yet', async () => {
    const job = transcript({ redact_pii_audio: true });
    const { client } = scripted(({ url }) => ({ json: /audio$/.test(url) ? { status: 'processing' } : job }));
    const file = client.transcripts.redactedAudioFile('t-1', { deadlineMs: 5000 });
    await expect(thrownBy(file)).resolves.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('still processing') as string,
      retryable: true,
    });
  });
});

describe('the LLM Gateway', () => {
  it('lists its models', async () => {
    const { client, sent } = scripted([{ json: { data: [{ id: 'm' }] } }]);
    await expect(client.llm.models()).resolves.toEqual({ data: [{ id: 'm' }] });
    expect(sent).toMatchObject([{ method: 'GET', url: 'https://llm-gateway.assemblyai.com/v1/models' }]);
  });

  it('validates speech understanding without running it, and sends extra parameters', async () => {
    const { client, sent } = scripted([{ json: {} }, { status: 400, json: { error: { code: 400, message: 'No.' } } }]);
    const params = {
      transcript_id: 't-1',
      speech_understanding: { request: { summarization: { effort: 'low' } } },
      extra: { of_tomorrow: 1 },
    } as const;
    await expect(client.understanding.validate(params)).resolves.toBeUndefined();
    expect(sent[0]).toMatchObject({ url: 'https://llm-gateway.assemblyai.com/v1/understanding/validate' });
    const { extra: _, ...body } = params;
    expect(JSON.parse(sent[0]!.body as string)).toEqual({ ...body, of_tomorrow: 1 });
    await expect(thrownBy(client.understanding.validate(params))).resolves.toMatchObject({ code: 'bad_input' });
  });
});

describe('parameters that are newer than the types', () => {
  it('are sent with the others', async () => {
    const { client, sent } = scripted(() => ({ json: { choices: [], response: '', ...transcript() } }));
    await client.transcripts.submit({
      audio_url: 'https://example.com/a',
      punctuate: true,
      extra: { punctuate: false, x: 1 },
    });
    await client.transcribe('https://example.com/a', { extra: { x: 1 } });
    await client.llm.chat({ model: 'm', prompt: 'Hi.', extra: { x: 1 } });
    await client.lemur.task({ input_text: 'a', prompt: 'b', extra: { x: 1 } });
    const bodies = sent
      .filter(({ body }) => body !== undefined)
      .map(({ body }) => JSON.parse(body as string) as object);
    expect(bodies).toEqual([
      { audio_url: 'https://example.com/a', punctuate: false, x: 1 },
      { audio_url: 'https://example.com/a', x: 1 },
      { model: 'm', prompt: 'Hi.', x: 1 },
      { input_text: 'a', prompt: 'b', x: 1 },
    ]);
  });
});

describe('hosts', () => {
  it('belong to the region', async () => {
    const { client, sent } = scripted(
      () => ({ json: { choices: [], token: 'x', upload_url: 'https://x', ...transcript() } }),
      {
        region: 'eu',
      },
    );
    await client.transcripts.get('t-1');
    await client.llm.chat({ model: 'm' });
    await client.streaming.createToken({ expires_in_seconds: 60 });
    expect(sent.map(({ url }) => new URL(url).origin)).toEqual([
      'https://api.eu.assemblyai.com',
      'https://llm-gateway.eu.assemblyai.com',
      'https://streaming.eu.assemblyai.com',
    ]);
    expect(sent.every(({ headers }) => 'authorization' in headers)).toBe(true);
  });

  it.each(['sync', 'dictation', 'agents'] as const)('have no %s in the EU unless it is set', async (host) => {
    const { client } = scripted([], { region: 'eu' });
    await expect(thrownBy(client.request({ method: 'GET', host, path: '/v1/warm' }))).resolves.toMatchObject({
      code: 'bad_input',
      field: 'region',
      hint: `Set hosts.${host}.`,
    });
    const set = scripted([{ json: {} }], { region: 'eu', hosts: { [host]: 'https://own.example.com' } });
    await set.client.request({ method: 'GET', host, path: '/v1/warm' });
    expect(set.sent[0]?.url).toBe('https://own.example.com/v1/warm');
  });

  it('of other products are reached by raw requests with the key', async () => {
    const { client, sent } = scripted(() => ({ json: {} }));
    await client.request({ method: 'POST', host: 'tts', path: '/v1/openai/audio/speech', body: { input: 'Hello.' } });
    await client.request({ method: 'GET', host: 'agents', path: '/v1/agents' });
    await client.request({ method: 'GET', host: 'dictation', path: '/v1/warm' });
    expect(sent.map(({ url }) => url)).toEqual([
      'https://tts.us.assemblyai.com/v1/openai/audio/speech',
      'https://agents.assemblyai.com/v1/agents',
      'https://dictation.assemblyai.com/v1/warm',
    ]);
    expect(sent.every(({ headers }) => 'authorization' in headers)).toBe(true);
  });

  it.each([{ region: 'mars' as 'us' }, { hosts: { api: 'api.assemblyai.com' } }, { hosts: { api: 'ftp://x' } }])(
    'rejects %j',
    (options) => {
      expect(() => scripted([], options)).toThrow(expect.objectContaining({ code: 'bad_input' }) as Error);
    },
  );
});

describe('a raw request', () => {
  it('sends the key to the API and parses the response', async () => {
    const { client, sent } = scripted([{ status: 201, json: { a: 1 } }]);
    await expect(
      client.request({ method: 'POST', path: '/v3/new', query: { q: 0 }, body: { b: false } }),
    ).resolves.toMatchObject({
      status: 201,
      body: { a: 1 },
    });
    expect(sent[0]).toMatchObject({ url: 'https://api.assemblyai.com/v3/new?q=0', body: '{"b":false}' });
  });
  it.each(['https://evil.example/', '//evil.example/', 'v2/transcript', '@evil.example/'])(
    'does not leave the API: %s',
    async (path) => {
      const { client, sent } = scripted(() => ({ json: {} }));
      await client
        .request({ method: 'GET', path })
        .catch((error: unknown) => expect(error).toMatchObject({ code: 'bad_input' }));
      expect(sent.every(({ url }) => new URL(url).host === 'api.assemblyai.com')).toBe(true);
    },
  );
  it('is retried only if that is safe', async () => {
    const { client, sent } = scripted(() => ({ status: 500 }));
    await thrownBy(client.request({ method: 'PUT', path: '/x' }));
    expect(sent).toHaveLength(1);
  });
});
