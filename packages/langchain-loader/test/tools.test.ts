import { ENTRIES } from '@aai-connectors/core';
import type { ToolMessage } from '@langchain/core/messages';
import type { DynamicStructuredTool } from '@langchain/core/tools';
import { describe, expect, it } from 'vitest';
import {
  createAskTranscriptTool,
  createOperationTool,
  createOperationTools,
  createSearchTranscriptTool,
  createTranscribeTool,
  type TranscriptDocument,
} from '../src/index.ts';
import { fakeApi, fixture, wildfires } from './api.ts';

/** As an agent calls it. */
const call = async (tool: DynamicStructuredTool, args: object): Promise<ToolMessage> =>
  (await tool.invoke({ type: 'tool_call', id: 'call-1', name: tool.name, args: args as never })) as ToolMessage;

const finished = { ...wildfires, status: 'completed' } as const;

describe('the tool that transcribes', () => {
  it('returns who said what and when, with the documents as artifact', async () => {
    const api = fakeApi();
    const tool = createTranscribeTool({ ...api.config, params: { speaker_labels: true }, unit: 'utterances' });
    const message = await call(tool, { url: 'https://example.com/a.mp3' });
    expect(message.status).not.toBe('error');
    expect(message.content).toMatch(/^Transcript ID: job-1\n/);
    expect(message.content).toContain('[0:00 - 0:26] Speaker A: Smoke from hundreds of wildfires');
    const documents = message.artifact as TranscriptDocument[];
    expect(documents).toHaveLength(6);
    expect(documents[0]!.metadata).toMatchObject({ source: 'https://example.com/a.mp3', speaker: 'A' });
    expect(api.asked[0]!.body).toEqual({ audio_url: 'https://example.com/a.mp3', speaker_labels: true });
  });

  it('gets an existing transcript', async () => {
    const api = fakeApi();
    api.put('t-1', finished);
    const message = await call(createTranscribeTool(api.config), { transcriptId: 't-1' });
    expect(message.content).toContain('Transcript ID: t-1');
    expect(api.count('POST', /./)).toBe(0);
  });

  it('prefers the transcript ID, whatever else the model fills in', async () => {
    const api = fakeApi();
    api.put('t-1', finished);
    api.put('t-2', finished);
    const ids: (string | undefined)[] = [];
    for (const [transcriptId, url] of [
      ['t-1', ''],
      ['t-2', ''],
      [' t-2 ', 'https://example.com/other.mp3'],
    ]) {
      const { artifact } = await call(createTranscribeTool(api.config), { transcriptId, url });
      const [document] = artifact as TranscriptDocument[];
      expect(document!.metadata.source).toBe(wildfires.audio_url);
      ids.push(document!.id);
    }
    expect(ids[0]).not.toBe(ids[1]);
    expect(ids[2]).toBe(ids[1]);
    expect(api.count('POST', /./)).toBe(0);
  });

  it.each([
    './secret.wav',
    '/etc/passwd',
    'file:///etc/passwd',
    'http://example.com/a.mp3',
    'https://localhost/a.mp3',
    'https://127.0.0.1/a.mp3',
    'https://10.0.0.8/a.mp3',
    'https://2130706433/a.mp3',
    'https://169.254.169.254/latest',
    'https://[::1]/a.mp3',
    'https://localhost./a.mp3',
    'https://api.localhost/a.mp3',
    'https://printer.local/a.mp3',
    'https://recordings.internal/a.mp3',
    'https://metadata.google.internal./',
    'https://intranet/a.mp3',
    'https://100.64.0.1/a.mp3',
    'https://metadata.google.internal/',
    'data:audio/wav;base64,AAAA',
  ])('refuses files and private addresses: %s', async (url) => {
    const api = fakeApi();
    const message = await call(createTranscribeTool(api.config), { url });
    expect(message).toMatchObject({
      status: 'error',
      content: expect.stringContaining('cannot be transcribed') as string,
    });
    expect(api.asked).toEqual([]);
  });

  it('allows the URLs that the program allows', async () => {
    const api = fakeApi();
    const tool = createTranscribeTool({
      ...api.config,
      allowUrl: ({ hostname }) => hostname === 'recordings.internal',
    });
    expect((await call(tool, { url: 'http://recordings.internal/a.mp3' })).status).not.toBe('error');
    expect(await call(tool, { url: 'https://example.com/a.mp3' })).toMatchObject({ status: 'error' });
    expect(await call(tool, { url: '/etc/passwd' })).toMatchObject({ status: 'error' });
  });

  it('returns why a job failed, with its transcript ID', async () => {
    const api = fakeApi(() => fixture('transcript-response-error-download-failed'));
    const message = await call(createTranscribeTool(api.config), { url: 'https://example.com/a.mp3' });
    expect(message).toMatchObject({ status: 'error', tool_call_id: 'call-1' });
    expect(message.content).toMatch(/403 Client Error.*Transcript ID: job-1\./s);
  });

  it('returns the transcript ID if the job takes too long', async () => {
    const api = fakeApi(() => ({ status: 'processing' }));
    const tool = createTranscribeTool({ ...api.config, wait: { deadlineMs: 5000 } });
    const message = await call(tool, { url: 'https://example.com/a.mp3' });
    expect(message.content).toMatch(/not ready within 5 s.*Wait for it by its ID.*job-1/s);
    api.put('job-1', finished);
    expect((await call(tool, { transcriptId: 'job-1' })).status).not.toBe('error');
  });

  it('reports a missing argument', async () => {
    const message = await call(createTranscribeTool(fakeApi().config), {});
    expect(message).toMatchObject({
      status: 'error',
      content: expect.stringContaining('Set url or transcriptId') as string,
    });
  });

  it('throws if the run is aborted', async () => {
    const stop = new AbortController();
    const api = fakeApi(undefined, {
      'GET /v2/transcript/job-1': () => (stop.abort(), { id: 'job-1', status: 'queued' }),
    });
    const tool = createTranscribeTool(api.config);
    await expect(tool.invoke({ url: 'https://example.com/a.mp3' }, { signal: stop.signal })).rejects.toBeDefined();
  });

  it('shortens long texts', async () => {
    const tool = createTranscribeTool({ ...fakeApi().config, maxCharacters: 500 });
    const { content } = await call(tool, { url: 'https://example.com/a.mp3' });
    expect((content as string).length).toBeLessThan(600);
    expect(content).toMatch(/more characters omitted\)$/);
  });

  it('reports a recording without speech', async () => {
    const tool = createTranscribeTool(fakeApi(() => ({ text: '', words: [], audio_duration: 5 })).config);
    const message = await call(tool, { url: 'https://example.com/a.mp3' });
    expect(message.content).toBe('Transcript ID: job-1\nDuration: 00:00:05\n\nThe recording contains no speech.');
    expect(message.artifact).toEqual([]);
  });
});

describe('a transcript that was deleted', () => {
  it.each([
    ['transcribes', createTranscribeTool, {}],
    ['answers questions', createAskTranscriptTool, { question: 'Why?' }],
    ['searches', createSearchTranscriptTool, { words: ['deleted'] }],
  ] as const)('is no text for the tool that %s', async (_, create, args) => {
    const api = fakeApi(undefined, {
      'GET /v2/transcript/t-1/word-search': { id: 't-1', total_count: 0, matches: [] },
    });
    api.put('t-1', fixture('transcript-response-deleted'));
    expect(await call(create(api.config), { ...args, transcriptId: 't-1' })).toMatchObject({
      status: 'error',
      content: expect.stringContaining('was deleted') as string,
    });
    expect(api.count('POST', /./)).toBe(0);
  });
});

describe('a transcript that is not ready', () => {
  it.each([
    ['answers questions', createAskTranscriptTool, { question: 'Why?' }],
    ['searches', createSearchTranscriptTool, { words: ['air'] }],
  ] as const)('holds up the tool that %s, but not for ever', async (_, create, args) => {
    const api = fakeApi();
    api.put('t-1', { status: 'processing' });
    const message = await call(create(api.config), { ...args, transcriptId: 't-1' });
    expect(message.content).toMatch(/not ready within 10 minutes.*Transcript ID: t-1/s);
    expect(message.status).toBe('error');
  });
});

describe('the tool that answers questions', () => {
  const answers = (text: string) => ({
    'POST /v1/chat/completions': {
      request_id: 'r-1',
      choices: [{ message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
      usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
    },
  });

  it('sends the time-coded text to the LLM Gateway', async () => {
    const api = fakeApi(
      undefined,
      answers(JSON.stringify([{ question: 'Why?', answer: 'Because of the wind [0:28].' }])),
    );
    api.put('t-1', finished);
    const message = await call(createAskTranscriptTool(api.config), { question: 'Why?', transcriptId: 't-1' });
    expect(message.content).toContain('Because of the wind [0:28].');
    expect(message.artifact).toMatchObject({ question: 'Why?', transcript_ids: ['t-1'] });
    const sent = JSON.stringify(api.asked.at(-1)!.body);
    expect(sent).toContain('[0:00 - 0:26] Speaker A: Smoke from hundreds');
    expect(sent).toContain('Why?');
  });

  it('asks about the transcripts that the program chose', async () => {
    const api = fakeApi(undefined, {
      'POST /lemur/v3/generate/question-answer': {
        request_id: 'r-1',
        response: [{ question: 'Why?', answer: 'Wind.' }],
        usage: { input_tokens: 1, output_tokens: 1 },
      },
    });
    api.put('t-1', finished);
    api.put('t-2', finished);
    const tool = createAskTranscriptTool({
      ...api.config,
      transcriptIds: ['t-1', 't-2'],
      backend: 'lemur',
      model: 'basic',
    });
    expect(Object.keys((tool.schema as unknown as { shape: object }).shape)).toEqual(['question']);
    expect((await call(tool, { question: 'Why?' })).content).toBe(
      'Wind.\n\nThe answer contains no quote from the transcript.',
    );
    const { input_text, final_model } = api.asked.at(-1)!.body as Record<string, string>;
    expect(input_text).toMatch(/^Recording t-1:\n.*\n\nRecording t-2:\n/s);
    expect(final_model).toBe('basic');
  });

  it('sends no billed question about a recording without speech', async () => {
    const api = fakeApi();
    api.put('t-1', { status: 'completed', text: '', words: [] });
    const message = await call(createAskTranscriptTool(api.config), { question: 'Why?', transcriptId: 't-1' });
    expect(message).toMatchObject({
      status: 'error',
      content: expect.stringContaining('contains no speech') as string,
    });
    expect(api.count('POST', /./)).toBe(0);
  });
});

describe('the tool that searches', () => {
  const found = fixture<object>('word-search-response');

  it('returns each match with its sentence, speaker and time', async () => {
    const api = fakeApi(undefined, { 'GET /v2/transcript/t-1/word-search': found });
    api.put('t-1', finished);
    const message = await call(createSearchTranscriptTool(api.config), {
      words: ['air', 'air quality'],
      transcriptId: 't-1',
    });
    expect(message.content).toContain('"air quality" was said 2 times:\n[00:00:00] A: Smoke from hundreds');
    expect((message.artifact as TranscriptDocument[]).map(({ metadata }) => metadata.start_time)).toEqual([
      '00:00:00',
      '00:00:11',
    ]);
  });

  it('names the words that were not found', async () => {
    const api = fakeApi(undefined, { 'GET /v2/transcript/t-1/word-search': found });
    api.put('t-1', finished);
    const message = await call(createSearchTranscriptTool(api.config), {
      words: ['Air Quality', 'snow', 'rain'],
      transcriptId: 't-1',
    });
    expect(message.content).toMatch(/"air quality" was said 2 times:.*\n\nNot found: snow, rain\.$/s);
  });

  it('reports that nothing was found', async () => {
    const api = fakeApi(undefined, {
      'GET /v2/transcript/t-1/word-search': { id: 't-1', total_count: 0, matches: [] },
    });
    api.put('t-1', finished);
    const tool = createSearchTranscriptTool({ ...api.config, transcriptId: 't-1' });
    expect((await call(tool, { words: ['snow'] })).content).toBe('Not found: snow.');
  });

  it('reports an unknown transcript', async () => {
    const message = await call(createSearchTranscriptTool(fakeApi().config), { words: ['x'], transcriptId: 'nope' });
    expect(message.status).toBe('error');
  });
});

describe('operations as tools', () => {
  it('exist for the whole catalogue; by default those that read, and Transcribe', () => {
    const { config } = fakeApi();
    for (const { id, help, params } of ENTRIES) {
      if (Object.values(params).some((field) => field.kind === 'media' && field.fileOnly === true)) continue;
      const tool = createOperationTool(id, config);
      expect(tool).toMatchObject({ name: id, description: help });
    }
    const names = createOperationTools(undefined, config).map(({ name }) => name);
    expect(names).toContain('get_transcript');
    const wanted = ENTRIES.filter(
      ({ id, reads, status = 'current' }) => (reads !== 'nothing' || id === 'transcribe') && status === 'current',
    );
    expect(names).toEqual(wanted.map(({ id }) => id));
    for (const { id, example } of wanted) {
      if (id !== 'transcribe')
        expect(
          example.exchange.every(({ method }) => method === 'GET'),
          id,
        ).toBe(true);
    }
    expect(() => createOperationTool('nope', config)).toThrow(/Operation nope does not exist/);
    expect(() => createOperationTool('upload_file', config)).toThrow(/which a model cannot provide/);
  });

  it('refuse private addresses', async () => {
    const api = fakeApi();
    const message = await call(createOperationTool('transcribe', api.config), { audio_url: 'https://127.0.0.1/a.mp3' });
    expect(message).toMatchObject({ status: 'error' });
    expect(api.asked).toEqual([]);
  });

  it('return a simplified result, with the full one as artifact', async () => {
    const api = fakeApi();
    api.put('t-1', finished);
    const message = await call(createOperationTool('get_transcript', api.config), { transcript_id: 't-1' });
    const gist = JSON.parse(message.content as string) as object;
    expect(gist).toMatchObject({ id: 't-1', text: wildfires.text });
    expect(gist).not.toHaveProperty('words');
    expect(message.artifact).toMatchObject({ words: wildfires.words });
  });
});
