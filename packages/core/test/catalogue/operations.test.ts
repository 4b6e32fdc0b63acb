import { describe, expect, it } from 'vitest';
import {
  type AnyJob,
  exampleOf,
  findEntry,
  findEvent,
  isAssemblyAIError,
  perform,
  readInput,
  simplified,
  type Transcript,
} from '../../src/index.ts';
import { scripted, type Step, thrownBy, transcript } from '../support/scripted.ts';
import { AUDIO } from './support.ts';

const run = (id: string, answers: object, steps: readonly Step[], region: 'us' | 'eu' = 'us') => {
  const world = scripted(steps, { region });
  return { ...world, result: perform(findEntry(id)!, answers, { client: world.client }) };
};
const bodyOfLast = (sent: readonly { readonly body?: unknown }[]): unknown => JSON.parse(String(sent.at(-1)!.body));
const job = (id: string): AnyJob => findEntry(id) as AnyJob;

describe('perform', () => {
  it('transcribes bytes in one step: upload, submit, wait', async () => {
    const seen: string[] = [];
    const world = scripted([
      { json: { upload_url: 'https://cdn.assemblyai.com/upload/1' } },
      { json: transcript({ status: 'queued' }) },
      { json: transcript({ status: 'processing' }) },
      { json: transcript() },
    ]);
    const result = await perform(
      findEntry('transcribe')!,
      { audio_url: new Uint8Array([1, 2]), speaker_labels: 'true', prompt: '' },
      { client: world.client, onStatus: ({ status }) => seen.push(status) },
    );
    expect(result).toMatchObject({ id: 't-1', status: 'completed' });
    expect(seen).toEqual(['queued', 'processing', 'completed']);
    expect(JSON.parse(String(world.sent[1]!.body))).toEqual({
      audio_url: 'https://cdn.assemblyai.com/upload/1',
      speaker_labels: true,
    });
  });

  it('sends nothing if an answer is invalid', async () => {
    const { result, sent } = run('transcribe', { ...AUDIO, temperature: 7, colour: 'red' }, []);
    const error = await thrownBy(result);
    expect(error).toMatchObject({ code: 'bad_input', problems: [{ field: 'colour' }, { field: 'temperature' }] });
    expect(sent).toEqual([]);
  });

  it('takes the region from the client', async () => {
    const answers = { ...AUDIO, redact_pii: true, redact_pii_policies: 'date', redact_pii_audio: true };
    const error = await thrownBy(run('transcribe', answers, [], 'eu').result);
    expect(error.message).toBe('PII Audio Redaction is not available in the EU region. Turn it off.');
  });

  it('reports each warning', async () => {
    const warnings: string[] = [];
    const world = scripted([{ json: transcript({ status: 'queued' }) }, { json: transcript() }]);
    await perform(
      findEntry('transcribe')!,
      { ...AUDIO, auto_chapters: true },
      {
        client: world.client,
        onWarning: ({ message }) => warnings.push(message),
      },
    );
    expect(warnings).toEqual(['Auto Chapters is deprecated. Use Run Task to create chapters instead.']);
  });

  it('reports the ID of a billed job if waiting for it fails', async () => {
    const { result } = run('transcribe', AUDIO, [
      { json: transcript({ status: 'queued' }) },
      { status: 401, json: { error: 'Authentication error, API token missing/invalid' } },
    ]);
    expect(await thrownBy(result)).toMatchObject({ code: 'authentication', transcriptId: 't-1' });
  });

  it('returns one page unchanged, or all pages as one list', async () => {
    const page = (id: string, prev: string | null): Step => ({
      json: {
        page_details: { limit: 200, result_count: 1, current_url: '', prev_url: prev, next_url: null },
        transcripts: [{ id }],
      },
    });
    const one = run('list_transcripts', { limit: '5', status: 'Failed' }, [page('a', null)]);
    expect(await one.result).toMatchObject({ page_details: { limit: 200 }, transcripts: [{ id: 'a' }] });
    expect(new URL(one.sent[0]!.url).search).toBe('?limit=5&status=error');

    const all = run('list_transcripts', { return_all: true, limit: 5 }, [
      page('a', 'https://api.assemblyai.com/v2/transcript?limit=200&before_id=a'),
      page('b', null),
    ]);
    expect(await all.result).toEqual({ transcripts: [{ id: 'a' }, { id: 'b' }] });
    expect(new URL(all.sent[0]!.url).search).toBe('?limit=200');
  });

  it('returns subtitles with the name and type of a file', async () => {
    const { result, sent } = run('get_subtitles', { transcript_id: 't-1', format: 'VTT', chars_per_caption: '32' }, [
      { text: 'WEBVTT\n' },
    ]);
    expect(await result).toEqual({ subtitles: 'WEBVTT\n', format: 'vtt', file_name: 't-1.vtt', mime_type: 'text/vtt' });
    expect(sent[0]!.url).toMatch(/\/v2\/transcript\/t-1\/vtt\?chars_per_caption=32$/);
  });

  it('reports whether redacted audio is ready', async () => {
    const waiting = run('get_redacted_audio', { transcript_id: 't-1' }, [{ json: { status: 'processing' } }]);
    expect(await waiting.result).toMatchObject({ ready: false, status: 'processing' });
    const ready = run('get_redacted_audio', { transcript_id: 't-1' }, [
      { json: { status: 'redacted_audio_ready', redacted_audio_url: 'https://s3.example/x.mp3?Expires=1' } },
    ]);
    expect(await ready.result).toMatchObject({ ready: true, file_name: 't-1-redacted.mp3', mime_type: 'audio/mpeg' });
    const failed = run('get_redacted_audio', { transcript_id: 't-1' }, [
      { json: { status: 'error', error: 'Too long.' } },
    ]);
    expect(await thrownBy(failed.result)).toMatchObject({
      code: 'transcript_failed',
      message: 'Too long.',
      transcriptId: 't-1',
    });
  });

  it('waits for redacted audio until the time limit of the host', async () => {
    const get = (audio: Step, deadlineMs: number) => {
      const job: Step = { json: transcript({ redact_pii_audio: true }) };
      const { client, clock } = scripted(({ url }) =>
        !/audio$/.test(url) ? job : clock.now < readyAt ? audio : READY,
      );
      const readyAt = clock.now + 15_000;
      return perform(findEntry('get_redacted_audio')!, { transcript_id: 't-1' }, { client, deadlineMs });
    };
    const READY: Step = {
      json: { status: 'redacted_audio_ready', redacted_audio_url: 'https://s3.example/x.wav?a=1' },
    };
    const refused: Step = { status: 400, json: { error: 'Not ready.' } };
    for (const audio of [{ json: { status: 'processing' } }, refused]) {
      expect(await get(audio, 60_000)).toMatchObject({ ready: true, mime_type: 'audio/wav' });
      expect(await get(audio, 5000)).toMatchObject({ ready: false, status: 'processing' });
    }
    expect(await thrownBy(get({ status: 503 }, 5000))).toMatchObject({ code: 'timeout', cause: { code: 'server' } });
  });

  it('uploads files but not links', async () => {
    const { result } = run('upload_file', { file: new Uint8Array([1]) }, [
      { json: { upload_url: 'https://cdn.assemblyai.com/upload/1' } },
    ]);
    expect(await result).toEqual({ upload_url: 'https://cdn.assemblyai.com/upload/1' });
    const link = run('upload_file', { file: 'https://example.com/a.mp3' }, []);
    expect(await thrownBy(link.result)).toMatchObject({ code: 'bad_input', field: 'file' });
  });

  it.each<[string, object, object]>([
    [
      'translate_transcript',
      { target_languages: 'es, de', translation_formal: false },
      { translation: { target_languages: ['es', 'de'], formal: false } },
    ],
    [
      'identify_speakers',
      { speaker_type: 'role', known_values: 'agent\ncustomer' },
      { speaker_identification: { speaker_type: 'role', known_values: ['agent', 'customer'] } },
    ],
    ['format_transcript', { custom_formatting_date: 'mm/dd/yyyy' }, { custom_formatting: { date: 'mm/dd/yyyy' } }],
    ['summarize_transcript', {}, { summarization: {} }],
    ['summarize_transcript', { understanding_summary_type: 'bullets' }, { summarization: { summary_type: 'bullets' } }],
    ['list_action_items', { include_decisions: true }, { action_items: { include_decisions: true } }],
  ])('%s with %j asks for %j', async (id, answers, request) => {
    const { result, sent } = run(id, { transcript_id: 't-1', ...answers }, [{ json: { utterances: [], words: [] } }]);
    await result;
    expect(sent[0]!.url).toBe('https://llm-gateway.assemblyai.com/v1/understanding');
    expect(bodyOfLast(sent)).toEqual({ transcript_id: 't-1', speech_understanding: { request } });
  });

  const QUESTIONS = { questions: [{ question: 'Why?' }], temperature: 0 };
  const ANSWER = { role: 'assistant', content: '["Yes."]' };

  it.each<[string, object, string]>([
    ['lemur_task', { prompt: 'Do it.' }, '/lemur/v3/generate/task'],
    ['lemur_question_answer', QUESTIONS, '/lemur/v3/generate/question-answer'],
  ])('%s asks LeMUR if the client was made for an account that has it', async (id, answers, path) => {
    const response = id === 'lemur_question_answer' ? [] : 'Yes.';
    const { client, sent } = scripted([{ json: { request_id: 'r', response, usage: {} } }], { lemurBackend: 'lemur' });
    await perform(findEntry(id)!, { ...answers, transcript_ids: 'a, b' }, { client });
    expect(new URL(sent[0]!.url).pathname).toBe(path);
    expect(bodyOfLast(sent)).toEqual({ ...answers, transcript_ids: ['a', 'b'] });
  });

  it.each<[string, object, unknown]>([
    ['lemur_task', { prompt: 'Do it.' }, '["Yes."]'],
    ['lemur_question_answer', QUESTIONS, [{ question: 'Why?', answer: 'Yes.' }]],
  ])('%s runs over the LLM Gateway, with the successor of a LeMUR model', async (id, answers, response) => {
    const final_model = 'anthropic/claude-3-opus';
    const { result, sent } = run(id, { ...answers, input_text: 'Hello.', final_model }, [
      { json: { request_id: 'r', choices: [{ message: ANSWER, finish_reason: 'stop' }] } },
    ]);
    expect(await result).toMatchObject({ request_id: 'r', response });
    expect(sent[0]!.url).toBe('https://llm-gateway.assemblyai.com/v1/chat/completions');
    expect(bodyOfLast(sent)).toMatchObject({ model: 'claude-opus-4-6' });
  });

  it('chats, and has the answer where the next step finds it', async () => {
    const { result, sent } = run(
      'llm_chat',
      { model: 'm', prompt: 'Hi', max_tokens: '5', additional_params: '{"reasoning": {}}' },
      [
        {
          json: {
            request_id: 'r',
            choices: [{ message: { role: 'assistant', content: 'Hello.' }, finish_reason: 'stop' }],
          },
        },
      ],
    );
    expect(simplified(findEntry('llm_chat')!, await result)).toMatchObject({ answer: 'Hello.', request_id: 'r' });
    expect(bodyOfLast(sent)).toEqual({ model: 'm', prompt: 'Hi', max_tokens: 5, reasoning: {} });
  });

  it('makes a custom API call', async () => {
    const { result, sent } = run(
      'custom_api_call',
      {
        method: 'post',
        path: '/v2/transcript',
        query: { limit: 5, none: null },
        headers: '{"X-Trace": 7}',
        body: '{"a": 1}',
      },
      [{ json: { ok: true } }],
    );
    expect(await result).toMatchObject({ status: 200, body: { ok: true } });
    expect(sent[0]).toMatchObject({ method: 'POST', url: 'https://api.assemblyai.com/v2/transcript?limit=5' });
    expect(sent[0]!.headers).toMatchObject({ 'x-trace': '7' });
    expect(bodyOfLast(sent)).toEqual({ a: 1 });
  });

  it.each<[string, object, string, string]>([
    ['get_transcript', {}, 'GET', '/v2/transcript/t-1'],
    ['delete_transcript', {}, 'DELETE', '/v2/transcript/t-1'],
    ['get_sentences', {}, 'GET', '/v2/transcript/t-1/sentences'],
    ['get_paragraphs', {}, 'GET', '/v2/transcript/t-1/paragraphs'],
    ['search_words', { words: 'smoke' }, 'GET', '/v2/transcript/t-1/word-search?words=smoke'],
  ])('%s sends its documented request', async (id, answers, method, path) => {
    const json = transcript({ sentences: [], paragraphs: [], matches: [] });
    const { result, sent } = run(id, { transcript_id: 't-1', ...answers }, [{ json }]);
    await result;
    expect(sent[0]).toMatchObject({ method, url: `https://api.assemblyai.com${path}` });
  });

  it.each<[string, object, string, string]>([
    ['lemur_get_response', { request_id: 'r' }, 'GET', 'https://api.assemblyai.com/lemur/v3/r'],
    ['lemur_purge', { request_id: 'r' }, 'DELETE', 'https://api.assemblyai.com/lemur/v3/r'],
    [
      'create_streaming_token',
      { expires_in_seconds: 60 },
      'GET',
      'https://streaming.assemblyai.com/v3/token?expires_in_seconds=60',
    ],
  ])('%s sends its documented request', async (id, answers, method, url) => {
    const { result, sent } = run(id, answers, [{ json: { token: 'x', deleted: true } }]);
    await result;
    expect(sent[0]).toMatchObject({ method, url });
  });

  it('stops when the signal is aborted', async () => {
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    const world = scripted([]);
    const error = await thrownBy(
      perform(findEntry('get_transcript')!, { transcript_id: 't' }, { client: world.client, signal: stop.signal }),
    );
    expect(isAssemblyAIError(error) && error.code).toBe('aborted');
  });
});

describe('a job', () => {
  const inputOf = (id: string, answers: object) => readInput(findEntry(id)!, answers).input;

  it('passes the webhook of the host to the API', async () => {
    const { client, sent } = scripted([{ json: transcript({ status: 'queued' }) }]);
    const callback = { url: 'https://host.example/resume?token=1', headerName: 'X-Secret', headerValue: 's3cret' };
    const started = (await job('transcribe').start({
      client,
      input: inputOf('transcribe', AUDIO),
      callback,
    })) as Transcript;
    expect(started.id).toBe('t-1');
    expect(bodyOfLast(sent)).toEqual({
      ...AUDIO,
      webhook_url: callback.url,
      webhook_auth_header_name: 'X-Secret',
      webhook_auth_header_value: 's3cret',
    });
  });

  it.each([
    ['another webhook', { webhook_url: 'https://mine.example' }],
    ['one among the additional parameters', { additional_params: { webhook_url: 'https://mine.example' } }],
  ])('does not replace %s', async (_, own) => {
    const { client, sent } = scripted([]);
    const input = inputOf('transcribe', { ...AUDIO, ...own });
    expect(job('transcribe').canCallBack(input)).toBe(false);
    const error = await thrownBy(job('transcribe').start({ client, input, callback: { url: 'https://host.example' } }));
    expect(error).toMatchObject({ code: 'bad_input', field: 'webhook_url' });
    expect(sent).toEqual([]);
  });

  it('declares that it supports a webhook', () => {
    expect(job('transcribe').canCallBack(inputOf('transcribe', AUDIO))).toBe(true);
    expect(job('wait_for_transcript').canCallBack({ transcript_id: 't' })).toBe(false);
  });

  it.each(['transcribe', 'wait_for_transcript'])(
    '%s: one look gives nothing, the transcript, or its failure',
    async (id) => {
      const { client } = scripted([
        { json: transcript({ status: 'processing' }) },
        { json: transcript() },
        { json: transcript({ status: 'error', error: 'Audio duration is too short.', text: null }) },
      ]);
      const seen: string[] = [];
      const onStatus = ({ status }: { readonly status: string }): void => void seen.push(status);
      const input = { ...AUDIO, transcript_id: 't-1' };
      const look = () => job(id).check({ client, input, transcriptId: 't-1', onStatus });
      expect(await look()).toBeUndefined();
      expect(await look()).toMatchObject({ status: 'completed' });
      expect(seen).toEqual(['processing']);
      expect(await thrownBy(look())).toMatchObject({
        code: 'transcript_failed',
        message: 'Audio duration is too short.',
        transcriptId: 't-1',
      });
    },
  );

  it('can wait for a transcript that another program started', async () => {
    const { result, slept } = run('wait_for_transcript', { transcript_id: 't-1' }, [
      { json: transcript({ status: 'queued' }) },
      { json: transcript() },
    ]);
    expect(await result).toMatchObject({ status: 'completed' });
    expect(slept).toHaveLength(1);
  });
});

describe('a submission whose response is lost', () => {
  const url = 'https://hooks.example.com/1?aai_ref=ours';
  const jobs = ['theirs', 'ours'].map((id) =>
    transcript({ id, status: 'queued', ...AUDIO, webhook_url: url.replace('ours', id), punctuate: false }),
  );
  const start = (isUnique: boolean) => {
    const { client } = scripted(({ method, url: asked }) => {
      if (method === 'POST') return { text: '' };
      const { pathname } = new URL(asked);
      const found = jobs.find(({ id }) => pathname.endsWith(`/${id}`));
      const list = jobs.map(({ id, audio_url }) => ({
        id,
        audio_url,
        status: 'queued',
        created: '2026-01-01T00:00:01',
      }));
      return { json: found ?? { transcripts: list, page_details: { prev_url: null } } };
    });
    return job('transcribe').start({ client, input: AUDIO, callback: { url, isUnique } });
  };

  it('is found by its webhook URL if that is unique to the call', async () => {
    expect(await start(true)).toMatchObject({ id: 'ours' });
  });

  it('is uncertain if the webhook URL is shared and a setting differs', async () => {
    const error = await thrownBy(start(false));
    expect(error).toMatchObject({ code: 'protocol', candidateIds: ['theirs', 'ours'] });
  });
});

describe('a deleted transcript', () => {
  const answer = { json: exampleOf(findEntry('delete_transcript')!).exchange.at(-1)!.answer };
  const deleted = { code: 'not_found', retryable: false, transcriptId: '47b95ba5-8889-44d8-bc80-5de38306e582' };

  it.each(['transcribe', 'wait_for_transcript'])('is not the result of %s', async (id) => {
    const started = id === 'transcribe' ? [{ json: transcript({ status: 'queued' }) }] : [];
    const { result } = run(id, id === 'transcribe' ? AUDIO : { transcript_id: 't-1' }, [...started, answer]);
    await expect(result).rejects.toMatchObject({ ...deleted, message: expect.stringContaining('deleted') as string });
    const { client } = scripted([answer]);
    const check = job(id).check({ client, input: { transcript_id: 't-1' }, transcriptId: 't-1' });
    await expect(check).rejects.toMatchObject(deleted);
  });

  it('is returned by Get Transcript', async () => {
    const { result } = run('get_transcript', { transcript_id: 't-1' }, [answer]);
    await expect(result).resolves.toMatchObject({ text: 'Deleted by user.' });
  });

  it.each(['transcript_ready', 'new_transcript'])('is an error in %s', async (id) => {
    const { client } = scripted([answer]);
    const loaded = Promise.resolve(findEvent(id)!.load({ client, input: {}, transcriptId: 't-1' }));
    await expect(loaded).rejects.toMatchObject(deleted);
  });

  it('is not a new transcript', async () => {
    const { client } = scripted([
      {
        json: {
          transcripts: [
            { id: 'b', status: 'completed', audio_url: 'http://deleted_by_user' },
            { id: 'a', status: 'completed', audio_url: 'https://example.com/a.mp3' },
          ],
        },
      },
    ]);
    const found = await findEvent('new_transcript')!.poll!({ client, input: {} });
    expect(found.map(({ id }) => id)).toEqual(['a']);
  });
});

describe('an event', () => {
  it('returns the whole transcript if its status was selected', async () => {
    const { client } = scripted([{ json: transcript() }, { json: transcript() }]);
    const load = (input: { readonly outcome?: string }) =>
      findEvent('transcript_ready')!.load({ client, input, transcriptId: 't-1' });
    expect(await load({})).toMatchObject({ text: 'Hello.' });
    expect(await load({ outcome: 'error' })).toBeUndefined();
  });

  it('is not emitted for a delivery about an unfinished transcript', async () => {
    const { client } = scripted([{ json: transcript({ status: 'processing' }) }]);
    expect(await findEvent('transcript_ready')!.load({ client, input: {}, transcriptId: 't-1' })).toBeUndefined();
  });

  it('finds finished transcripts behind a page of unfinished ones, given the IDs already seen', async () => {
    const page = (from: number, status: string) => ({
      json: { transcripts: Array.from({ length: 100 }, (_, at) => ({ id: `t${from - at}`, status })) },
    });
    const { client, sent } = scripted([page(300, 'queued'), page(200, 'completed'), page(100, 'completed')]);
    const isKnown = (id: string): boolean => Number(id.slice(1)) <= 150;
    const found = await findEvent('new_transcript')!.poll!({ client, input: {}, isKnown });
    expect(found.filter(({ id }) => !isKnown(id)).map(({ id }) => id)).toHaveLength(50);
    expect(sent.map(({ url }) => new URL(url).searchParams.get('before_id'))).toEqual([null, 't201', 't101']);
  });

  it('reads the list back by age for a host that cannot know what it has seen', async () => {
    const start = Date.UTC(2026, 0, 15, 12);
    /** 100 transcripts, one each 20 minutes, the newest first. */
    const page = (number: number) => ({
      json: {
        transcripts: Array.from({ length: 100 }, (_, at) => ({
          id: `t${number * 100 + at}`,
          status: 'completed',
          created: new Date(start - (number * 100 + at) * 20 * 60_000).toISOString().replace('Z', ''),
        })),
      },
    });
    const found = async (reachMs: number | undefined) => {
      const { client } = scripted([page(0), page(1), page(2), page(3)]);
      return (await findEvent('new_transcript')!.poll!({ client, input: {}, reachMs })).length;
    };
    expect(await found(undefined)).toBe(100);
    expect(await found(24 * 3_600_000)).toBe(100);
    expect(await found(48 * 3_600_000)).toBe(200);
  });

  it('finds only new and finished transcripts', async () => {
    const { client, sent } = scripted([
      {
        json: {
          transcripts: [
            { id: 'c', status: 'queued' },
            { id: 'b', status: 'error' },
            { id: 'a', status: 'completed' },
          ],
        },
      },
    ]);
    const found = await findEvent('new_transcript')!.poll!({ client, input: {} });
    expect(found.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(sent[0]!.url).toContain('limit=100');
  });
});
