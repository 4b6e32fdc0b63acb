import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createUsage } from '../src/node.ts';
import { AssemblyAILoader, type LoaderSource, type LoadProgress, type TranscriptStore } from '../src/index.ts';
import { fakeApi, fixture, wildfires } from './api.ts';

const links = (count: number): string[] => Array.from({ length: count }, (_, n) => `https://example.com/${n}.mp3`);
const failing =
  (...bad: number[]) =>
  (n: number) =>
    bad.includes(n) ? fixture('transcript-response-error-download-failed') : { ...wildfires, audio_url: '' };

describe('loading', () => {
  it('transcribes a URL with the given parameters only', async () => {
    const api = fakeApi();
    const loader = new AssemblyAILoader({
      ...api.config,
      source: 'https://example.com/a.mp3',
      params: { speaker_labels: true, punctuate: false, speech_threshold: 0 },
      unit: 'utterances',
    });
    const documents = await loader.load();
    expect(documents[0]).toMatchObject({ metadata: { source: 'https://example.com/a.mp3', transcript_id: 'job-1' } });
    expect(api.asked[0]).toEqual({
      method: 'POST',
      path: '/v2/transcript',
      body: { audio_url: 'https://example.com/a.mp3', speaker_labels: true, punctuate: false, speech_threshold: 0 },
    });
  });

  it('gets sentences and paragraphs from the API', async () => {
    const api = fakeApi();
    for (const unit of ['sentences', 'paragraphs'] as const) {
      const answer = fixture<Record<string, { text: string }[]>>(`${unit}-response`);
      const documents = await new AssemblyAILoader({ ...api.config, source: links(1)[0]!, unit }).load();
      expect(documents.map(({ pageContent }) => pageContent)).toEqual(answer[unit]!.map(({ text }) => text));
    }
    expect(api.count('GET', /sentences$/)).toBe(1);
  });

  it('waits for a transcript by its ID', async () => {
    let looks = 0;
    const api = fakeApi(undefined, {
      'GET /v2/transcript/t-9': () => ({ ...wildfires, id: 't-9', status: ++looks < 3 ? 'processing' : 'completed' }),
    });
    const [document] = await AssemblyAILoader.fromTranscript('t-9', api.config).load();
    expect(document).toMatchObject({
      pageContent: wildfires.text,
      metadata: { source: 'https://assembly.ai/wildfires.mp3' },
    });
    expect(looks).toBe(3);
  });

  it('needs no key and no network for a transcript object', async () => {
    vi.stubEnv('ASSEMBLYAI_API_KEY', undefined);
    const documents = await AssemblyAILoader.fromTranscript(wildfires, { unit: 'sentences' }).load();
    expect(documents.length).toBeGreaterThan(5);
    vi.unstubAllEnvs();
  });

  it('uses the key of the environment, and reports a missing one', () => {
    vi.stubEnv('ASSEMBLYAI_API_KEY', undefined);
    expect(() => new AssemblyAILoader({ source: 'https://example.com/a.mp3' })).toThrow(
      'No AssemblyAI API key provided',
    );
    vi.stubEnv('ASSEMBLYAI_API_KEY', 'key');
    expect(() => new AssemblyAILoader({ source: 'https://example.com/a.mp3' })).not.toThrow();
    vi.unstubAllEnvs();
  });

  it.each([
    [{}, 'source'],
    [{ source: 'a', sources: ['b'] }, 'source'],
    [{ sources: 'https://example.com/a.mp3' }, 'sources'],
    [{ source: 'a', concurrency: 0 }, 'concurrency'],
    [{ source: 'a', jobs: 1.5 }, 'jobs'],
    [{ source: 'a', unit: 'pages' }, 'unit'],
    [{ source: 'a', unit: 'words', window: { words: 0 } }, 'words'],
    [{ source: 'a', unit: 'words', window: { seconds: 5, overlap: 9 } }, 'overlap'],
    [{ source: 'a', unit: 'srt', captions: { maxLines: 0 } }, 'maxLines'],
  ])('refuses invalid options: %j', (options, field) => {
    expect(() => new AssemblyAILoader({ apiKey: 'key', ...options } as never)).toThrow(
      expect.objectContaining({ code: 'bad_input', field }) as Error,
    );
  });

  it('refuses a useless billed request before anything is sent', async () => {
    const api = fakeApi();
    const load = (more: object) => new AssemblyAILoader({ ...api.config, source: links(1)[0]!, ...more }).load();
    await expect(load({ unit: 'utterances' })).rejects.toMatchObject({ code: 'bad_input', field: 'speaker_labels' });
    await expect(load({ params: { speech_threshold: 7 } })).rejects.toMatchObject({ code: 'bad_input' });
    await expect(load({ source: 'https://youtu.be/abc' })).rejects.toMatchObject({ code: 'bad_input' });
    expect(api.asked).toEqual([]);
  });

  it('uploads bytes', async () => {
    const api = fakeApi();
    const source = { audio: new Uint8Array(8), name: 'call 7', metadata: { title: 'A call', year: 2026 } };
    const [document] = await new AssemblyAILoader({ ...api.config, source }).load();
    expect(api.asked.map(({ path }) => path).slice(0, 2)).toEqual(['/v2/upload', '/v2/transcript']);
    expect(document!.metadata).toMatchObject({ source: 'call 7', title: 'A call', year: 2026 });
    expect(document!.metadata).not.toHaveProperty('link');
  });
});

describe('a stream', () => {
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(new Uint8Array(8));
  }

  it('is found in the store by its id', async () => {
    const api = fakeApi();
    const store = new Map<string, string>();
    for (const id of ['call-1', 'call-1', 'call-2'])
      await new AssemblyAILoader({ ...api.config, store, source: { audio: stream(), id } }).load();
    expect(api.count('POST', /transcript$/)).toBe(2);
  });

  it('without an id is transcribed each time', async () => {
    const api = fakeApi();
    const store = new Map<string, string>();
    const documents = [];
    for (let n = 0; n < 2; n++)
      documents.push(
        ...(await new AssemblyAILoader({ ...api.config, store, source: { audio: stream(), name: 'a' } }).load()),
      );
    expect(api.count('POST', /transcript$/)).toBe(2);
    expect(new Set(documents.map(({ id }) => id)).size).toBe(2);
  });
});

describe('loading several recordings', () => {
  it('keeps the order of the sources and the limit of concurrency', async () => {
    const api = fakeApi();
    const loader = new AssemblyAILoader({ ...api.config, sources: links(30), concurrency: 4 });
    const documents = await loader.load();
    expect(documents.map(({ metadata }) => metadata.source)).toEqual(links(30));
  });

  it('yields what is ready first if order is completion', async () => {
    let looks = 0;
    const api = fakeApi(undefined, {
      'GET /v2/transcript/job-1': () => ({
        ...wildfires,
        id: 'job-1',
        status: ++looks < 9 ? 'processing' : 'completed',
      }),
    });
    const loader = new AssemblyAILoader({ ...api.config, sources: links(3), concurrency: 3, order: 'completion' });
    const order: string[] = [];
    for await (const { metadata } of loader.lazyLoad()) order.push(metadata.source);
    expect(order.at(-1)).toBe(links(1)[0]);
    expect(order).toHaveLength(3);
  });

  it('reads an async iterable on demand', async () => {
    const api = fakeApi();
    async function* bucket(): AsyncGenerator<LoaderSource> {
      for (const link of links(5)) yield { audio: link, params: { language_code: 'de' } };
    }
    expect(await new AssemblyAILoader({ ...api.config, sources: bucket() }).load()).toHaveLength(5);
    expect(api.asked[0]!.body).toMatchObject({ language_code: 'de' });
  });

  it('throws the first failure with its source, reason and transcript ID', async () => {
    const api = fakeApi(failing(2));
    const loader = new AssemblyAILoader({ ...api.config, sources: links(3), jobs: 1 });
    await expect(loader.load()).rejects.toMatchObject({
      code: 'transcript_failed',
      source: links(2)[1],
      transcriptId: 'job-2',
      message: expect.stringContaining('403 Client Error') as string,
    });
    expect(api.count('POST', /transcript$/)).toBe(2);
  });

  it('collects failures and continues', async () => {
    const api = fakeApi(failing(2, 3));
    const loader = new AssemblyAILoader({ ...api.config, sources: links(4), onError: 'collect' });
    expect(await loader.load()).toHaveLength(2);
    expect(loader.failures).toMatchObject([
      { source: links(4)[1], error: { code: 'transcript_failed', transcriptId: 'job-2' } },
      { source: links(4)[2], error: { transcriptId: 'job-3' } },
    ]);
    const reported: string[] = [];
    const telling = new AssemblyAILoader({
      ...fakeApi(failing(1)).config,
      sources: links(2),
      onError: ({ source }) => void reported.push(source),
    });
    expect(await telling.load()).toHaveLength(1);
    expect(reported).toEqual(links(1));
  });

  it('collects invalid sources as failures', async () => {
    const api = fakeApi();
    const loader = new AssemblyAILoader({
      ...api.config,
      sources: [null as never, ...links(1), 'data:audio/wav;base64,%'],
      onError: 'collect',
    });
    expect(await loader.load()).toHaveLength(1);
    expect(loader.failures).toMatchObject([
      { source: 'sources[0]', error: { code: 'bad_input', field: 'source' } },
      { source: 'sources[2]', error: { code: 'bad_input', field: 'source' } },
    ]);
  });

  it('reports progress', async () => {
    const api = fakeApi(failing(2));
    const reported: LoadProgress[] = [];
    const loader = new AssemblyAILoader({
      ...api.config,
      sources: links(2),
      jobs: 1,
      onError: 'collect',
      onProgress: (progress) => void reported.push(progress),
    });
    await loader.load();
    const [first, second] = links(2) as [string, string];
    expect(reported).toEqual([
      { type: 'submitted', source: first, transcriptId: 'job-1', done: 0, total: 2 },
      { type: 'loaded', source: first, transcriptId: 'job-1', done: 1, total: 2 },
      { type: 'submitted', source: second, transcriptId: 'job-2', done: 1, total: 2 },
      { type: 'failed', source: second, transcriptId: 'job-2', done: 2, total: 2 },
    ]);
  });

  it('stops when its signal fires, however failures are handled', async () => {
    const stop = new AbortController();
    const api = fakeApi(undefined, {
      'GET /v2/transcript/job-1': () => (stop.abort(), { id: 'job-1', status: 'processing' }),
    });
    const loader = new AssemblyAILoader({
      ...api.config,
      sources: links(5),
      jobs: 1,
      onError: 'collect',
      signal: stop.signal,
    });
    await expect(loader.load()).rejects.toMatchObject({ code: 'aborted', transcriptId: 'job-1' });
    expect(api.count('POST', /transcript$/)).toBe(1);
    await expect(loader.load()).rejects.toMatchObject({ code: 'aborted' });
    expect(api.count('POST', /transcript$/)).toBe(1);
  });

  it('has more jobs at the service than uploads, and polls all of them in one request', async () => {
    let looks = 0;
    const api = fakeApi(() => (looks < 5 ? { status: 'processing' } : wildfires));
    const loader = new AssemblyAILoader({
      ...api.config,
      fetch: (async (url: string, init: RequestInit) => {
        const isList = init.method === 'GET' && new URL(url).pathname === '/v2/transcript';
        if (isList && ++looks === 5)
          for (let n = 1; n <= 50; n++) api.put(`job-${n}`, { ...wildfires, status: 'completed' });
        return (api.config.fetch as (url: string, init: RequestInit) => Promise<Response>)(url, init);
      }) as never,
      sources: links(50),
      concurrency: 2,
      jobs: 50,
    });
    const documents = await loader.load();
    expect(documents.map(({ metadata }) => metadata.source)).toEqual(links(50));
    expect(looks).toBe(5);
    // Each result is read once.
    expect(api.count('GET', /job-/)).toBe(50);
  });

  it('reports billed jobs whose documents were not delivered', async () => {
    const made = (): AssemblyAILoader => {
      const stop = new AbortController();
      const api = fakeApi((n) => (n === 1 ? wildfires : { status: 'processing' }));
      return new AssemblyAILoader({
        ...api.config,
        sources: links(3),
        signal: stop.signal,
        onProgress: ({ type }) => void (type === 'loaded' && setImmediate(() => stop.abort())),
      });
    };
    const jobs = links(3).map((source, at) => ({ source, transcriptId: `job-${at + 1}` }));
    const whole = made();
    await expect(whole.load()).rejects.toMatchObject({ code: 'aborted' });
    expect(whole.unfinished).toEqual(jobs);

    const lazy = made();
    const read: string[] = [];
    const reading = async (): Promise<void> => {
      for await (const { metadata } of lazy.lazyLoad()) read.push(metadata.transcript_id);
    };
    await expect(reading()).rejects.toMatchObject({ code: 'aborted' });
    expect(read).toEqual(['job-1']);
    expect(lazy.unfinished).toEqual(jobs.slice(1));
  });

  it('reports a finished job that a failure kept from being delivered', async () => {
    const api = fakeApi((n) => (n === 1 ? { status: 'processing' } : wildfires));
    let looks = 0;
    const loader = new AssemblyAILoader({
      ...api.config,
      sources: links(2),
      onProgress: ({ type }) => {
        if (type === 'loaded' && ++looks === 1) api.put('job-1', { status: 'error', error: 'Broken.' });
      },
    });
    await expect(loader.load()).rejects.toMatchObject({ message: 'Broken.', transcriptId: 'job-1' });
    expect(loader.unfinished).toEqual([{ source: links(2)[1], transcriptId: 'job-2' }]);
  });

  it('has no unfinished jobs after everything was loaded', async () => {
    const loader = new AssemblyAILoader({ ...fakeApi(failing(2)).config, sources: links(3), onError: 'collect' });
    await loader.load();
    expect(loader.unfinished).toEqual([]);
    for await (const _ of loader.lazyLoad());
    expect(loader.unfinished).toEqual([]);
  });

  it('stops pending work when the consumer stops', async () => {
    const api = fakeApi((n) => (n === 1 ? wildfires : { status: 'processing' }));
    const loader = new AssemblyAILoader({ ...api.config, sources: links(9), concurrency: 2, order: 'completion' });
    for await (const { metadata } of loader.lazyLoad()) {
      expect(metadata.transcript_id).toBe('job-1');
      break;
    }
    const asked = api.asked.length;
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(api.asked.length - asked).toBeLessThanOrEqual(2);
  });
});

describe('a usage', () => {
  const half = { ...wildfires, audio_duration: 1800 };

  it('limits the new jobs of several loaders', async () => {
    const api = fakeApi(() => half);
    const usage = createUsage({ limit: { hours: 1.5 }, durationOf: () => 1800 });
    const load = async (sources: string[]): Promise<AssemblyAILoader> => {
      const loader = new AssemblyAILoader({ ...api.config, sources, usage, onError: 'collect' });
      await loader.load();
      return loader;
    };
    expect((await load(links(2))).failures).toEqual([]);
    const [failure, ...others] = (await load(links(4).slice(2))).failures;
    expect(others).toEqual([]);
    expect(failure!.error).toMatchObject({
      code: 'bad_input',
      budget: { limit: 'hours', allowed: 1.5, estimate: 0.5 },
    });
    expect(api.count('POST', /transcript$/)).toBe(3);
    expect(usage.summary).toMatchObject({ jobs: 3, seconds: 5400, open: { jobs: 0 } });
  });

  it('counts neither existing transcripts nor jobs in the store', async () => {
    const api = fakeApi(() => half);
    const store = new Map<string, string>();
    const [source] = links(1) as [string];
    await new AssemblyAILoader({ ...api.config, source, store }).load();
    const usage = createUsage({ limit: { hours: 0 } });
    const again = new AssemblyAILoader({ ...api.config, sources: [source, { transcriptId: 'job-1' }], store, usage });
    expect(await again.load()).toHaveLength(2);
    expect(usage.summary).toMatchObject({ jobs: 0, seconds: 0 });
  });
});

it('an iterable of sources that hangs is abandoned when the signal fires', async () => {
  async function* stuck(): AsyncGenerator<string> {
    yield links(1)[0]!;
    await new Promise(() => undefined);
  }
  const stop = new AbortController();
  const loader = new AssemblyAILoader({ ...fakeApi().config, sources: stuck(), signal: stop.signal });
  const documents = loader.lazyLoad();
  await documents.next();
  const next = documents.next();
  stop.abort();
  await expect(next).rejects.toMatchObject({ code: 'aborted' });
});

describe('resuming', () => {
  const stored = (): TranscriptStore & { readonly entries: Map<string, string> } => {
    const entries = new Map<string, string>();
    return { entries, get: (key) => entries.get(key), set: (key, id) => void entries.set(key, id) };
  };
  /** What is needed until the transcript exists has a name behind the key. */
  const isId = (key: string): boolean => !key.includes('.');

  it('submits no job twice after a crash', async () => {
    const store = stored();
    const first = fakeApi((n) => (n === 3 ? fixture('transcript-response-error-download-failed') : wildfires));
    const options = { sources: links(5), jobs: 1, store, params: { speaker_labels: true } };
    await expect(new AssemblyAILoader({ ...first.config, ...options }).load()).rejects.toThrow();
    expect(first.count('POST', /transcript$/)).toBe(3);

    const again = fakeApi();
    for (const id of ['job-1', 'job-2']) again.put(id, { ...wildfires, status: 'completed' });
    const reported: string[] = [];
    const loader = new AssemblyAILoader({
      ...again.config,
      ...options,
      onProgress: ({ type, source }) => void reported.push(`${type} ${source}`),
    });
    expect(await loader.load()).toHaveLength(5);
    // The failed one is tried again; those that were never begun are begun.
    expect(
      again.asked
        .filter(({ method }) => method === 'POST')
        .map(({ body }) => (body as { audio_url: string }).audio_url),
    ).toEqual(links(5).slice(2));
    expect(reported.slice(0, 2)).toEqual([`resumed ${links(1)[0]}`, `loaded ${links(1)[0]}`]);
  });

  it('submits a source once that is listed twice', async () => {
    const store = stored();
    const api = fakeApi((n) => (n === 1 ? { ...wildfires, status: 'completed' } : wildfires));
    const [link] = links(1) as [string];
    const loader = new AssemblyAILoader({ ...api.config, sources: [link, link, ...links(3)], concurrency: 2, store });
    const documents = await loader.load();
    expect(documents).toHaveLength(5);
    expect(new Set(documents.slice(0, 3).map(({ metadata }) => metadata.transcript_id)).size).toBe(1);
    expect(api.count('POST', /transcript$/)).toBe(3);
  });

  it('retries a duplicate source if the first one failed', async () => {
    const store = stored();
    const api = fakeApi(failing(1));
    const [link] = links(1) as [string];
    const loader = new AssemblyAILoader({
      ...api.config,
      sources: [link, link],
      store,
      concurrency: 1,
      onError: 'collect',
    });
    expect(await loader.load()).toHaveLength(1);
    expect(loader.failures).toHaveLength(1);
  });

  it('stores a job before waiting for it', async () => {
    const store = stored();
    const api = fakeApi(() => ({ status: 'processing' }));
    const loader = new AssemblyAILoader({ ...api.config, source: links(1)[0]!, store, wait: { deadlineMs: 1000 } });
    await expect(loader.load()).rejects.toMatchObject({ code: 'timeout', transcriptId: 'job-1' });
    expect([...store.entries].filter(([key, value]) => isId(key) && value !== '')).toEqual([
      [expect.any(String) as string, 'job-1'],
    ]);
  });

  it('resumes a source only with the same parameters and host', async () => {
    const store = stored();
    const api = fakeApi();
    const load = (params: object, more: object = {}) =>
      new AssemblyAILoader({ ...api.config, source: links(1)[0]!, store, params: params as never, ...more }).load();
    await load({ punctuate: true, disfluencies: true });
    await load({ disfluencies: true, punctuate: true });
    expect(api.count('POST', /transcript$/)).toBe(1);
    await load({ punctuate: false, disfluencies: true });
    await load({ punctuate: true, disfluencies: true }, { region: 'eu' });
    expect(api.count('POST', /transcript$/)).toBe(3);
  });

  it('reports a job that could not be stored, with its transcript ID', async () => {
    const api = fakeApi();
    const { get, set } = stored();
    const store = {
      get,
      set: (key: string, value: string) => (isId(key) ? Promise.reject(new Error('disk full')) : set(key, value)),
    };
    await expect(new AssemblyAILoader({ ...api.config, source: links(1)[0]!, store }).load()).rejects.toMatchObject({
      code: 'bad_input',
      field: 'store',
      transcriptId: 'job-1',
      message: /disk full/,
    });
  });

  it('submits nothing if a job could not be stored', async () => {
    const api = fakeApi();
    const store = { get: () => undefined, set: () => Promise.reject(new Error('disk full')) };
    await expect(new AssemblyAILoader({ ...api.config, source: links(1)[0]!, store }).load()).rejects.toMatchObject({
      code: 'bad_input',
      field: 'store',
      message: /before a job was started: disk full/,
    });
    expect(api.asked).toEqual([]);
  });

  it('transcribes a deleted recording again', async () => {
    const store = stored();
    const api = fakeApi();
    const load = () => new AssemblyAILoader({ ...api.config, source: links(1)[0]!, store }).load();
    await load();
    api.put('job-1', fixture('transcript-response-deleted'));
    expect((await load())[0]!.metadata.transcript_id).toBe('job-2');
  });

  it('refuses to load a deleted transcript', async () => {
    const api = fakeApi();
    api.put('t-1', fixture('transcript-response-deleted'));
    await expect(AssemblyAILoader.fromTranscript('t-1', api.config).load()).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('local files', () => {
  let folder: string;
  let outside: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'loader-'));
    outside = mkdtempSync(join(tmpdir(), 'outside-'));
    for (const place of [folder, outside]) writeFileSync(join(place, 'a.wav'), 'RIFF');
  });
  afterEach(() => vi.unstubAllEnvs());

  const load = (source: LoaderSource, more: object = {}, api = fakeApi()) =>
    new AssemblyAILoader({ ...api.config, source, ...more }).load();

  it('are uploaded', async () => {
    const path = join(folder, 'a.wav');
    expect((await load(path))[0]!.metadata).toMatchObject({ source: path });
    expect((await load(pathToFileURL(path)))[0]!.metadata).toMatchObject({ source: pathToFileURL(path).href });
    await expect(load(join(folder, 'b.wav'))).rejects.toMatchObject({ code: 'bad_input', message: /There is no file/ });
    await expect(load(folder)).rejects.toMatchObject({ code: 'bad_input', message: /is a folder/ });
  });

  it('are refused if the caller disables them', async () => {
    const api = fakeApi();
    await expect(load(join(folder, 'a.wav'), { allowLocalFiles: false }, api)).rejects.toMatchObject({
      code: 'bad_input',
      field: 'audio',
    });
    expect(api.asked).toEqual([]);
  });

  it('are read only from the allowed folder, whatever their path', async () => {
    const rootFolder = folder;
    expect(await load('a.wav', { rootFolder })).toHaveLength(1);
    symlinkSync(join(outside, 'a.wav'), join(folder, 'link.wav'));
    symlinkSync(join(folder, 'a.wav'), join(folder, 'fine.wav'));
    expect(await load('fine.wav', { rootFolder })).toHaveLength(1);
    for (const path of [
      '../a.wav',
      join(outside, 'a.wav'),
      pathToFileURL(join(outside, 'a.wav')).href,
      'link.wav',
      '/etc/passwd',
    ]) {
      await expect(load(path, { rootFolder }), path).rejects.toMatchObject({ code: 'bad_input', field: 'rootFolder' });
    }
    await expect(load('missing.wav', { rootFolder })).rejects.toMatchObject({ message: /There is no file/ });
    await expect(load('a.wav', { rootFolder: join(folder, 'none') })).rejects.toMatchObject({ field: 'rootFolder' });
  });

  it('can be a store, which survives torn lines', async () => {
    const store = join(folder, 'deep', 'store.jsonl');
    const api = fakeApi();
    await load(links(1)[0]!, { store }, api);
    expect(
      readFileSync(store, 'utf8')
        .split('\n')
        .map((line) => (line === '' ? '' : (JSON.parse(line) as object))),
    ).toMatchObject([
      { claim: expect.any(String) as string },
      { intent: { audioUrl: links(1)[0], isUnique: false }, source: links(1)[0] },
      { key: expect.any(String) as string, transcript_id: 'job-1', source: links(1)[0] },
      '',
    ]);
    writeFileSync(store, `${readFileSync(store, 'utf8')}{"key":"torn`);
    await load(links(1)[0]!, { store }, api);
    await load(links(2)[1]!, { store }, api);
    await load(links(2)[1]!, { store }, api);
    expect(api.count('POST', /transcript$/)).toBe(2);
  });

  it('are transcribed again when their content changes', async () => {
    const store = join(folder, 'store.jsonl');
    const api = fakeApi();
    const path = join(folder, 'a.wav');
    await load(path, { store }, api);
    await load(path, { store }, api);
    expect(api.count('POST', /transcript$/)).toBe(1);
    writeFileSync(path, 'RIFF and more');
    await load(path, { store }, api);
    expect(api.count('POST', /transcript$/)).toBe(2);
  });

  it('must be writable as a store before anything is billed', async () => {
    const api = fakeApi();
    await expect(load(links(1)[0]!, { store: folder }, api)).rejects.toMatchObject({
      code: 'bad_input',
      field: 'store',
    });
    expect(api.asked).toEqual([]);
  });
});
