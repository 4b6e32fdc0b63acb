import { describe, expect, it } from 'vitest';
import { createClient as createNodeClient } from '../../src/node/index.ts';
import { createClient } from '../../src/web/index.ts';

/** Calls a method by its path, as JavaScript does. The compiler would reject these calls. */
async function call(client: object, path: string, ...given: unknown[]): Promise<unknown> {
  let holder: object = client;
  const names = path.split('.');
  for (const name of names.slice(0, -1)) holder = Reflect.get(holder, name) as object;
  return Reflect.apply(Reflect.get(holder, names.at(-1)!) as (...all: unknown[]) => unknown, holder, given);
}

const audio = 'https://example.com/a.mp3';
const io = { send: () => Promise.reject(new Error('nothing may be sent')) };

describe.each([
  ['web', createClient({ apiKey: 'key-1', io })],
  ['Node', createNodeClient({ apiKey: 'key-1', io })],
])('a call of the official SDK to the client for %s', (_, client) => {
  it.each<[string, unknown[], string]>([
    ['transcripts.transcribe', [{ audio }], 'client.transcribe(audio, params)'],
    ['transcripts.create', [{ audio_url: audio }], 'client.transcripts.submit(params)'],
    ['transcripts.waitUntilReady', ['id'], 'client.transcripts.wait(id)'],
    ['transcripts.redactions', ['id'], 'client.transcripts.redactedAudio(id)'],
    ['streaming.transcriber', [{}], 'client.streaming.connect(params)'],
    ['streaming.createTemporaryToken', [{}], 'createToken({ expires_in_seconds: 60 })'],
    ['realtime.transcriber', [{}], 'client.streaming.connect(params)'],
    ['sync.transcribe', [audio], 'client.transcribeNow(audio, params)'],
    ['dictation.openLive', [], 'client.streaming.connect(params)'],
    ['llmGateway.chatCompletions', [{}], 'client.llm.chat(params)'],
    ['llmGateway.listModels', [], 'client.llm.models()'],
    ['llmGateway.understanding', [{}], 'client.llm.understanding(params)'],
    ['llmGateway.validateUnderstanding', [{}], 'client.understanding.validate(params)'],
  ])('%s fails with the method to call', async (name, given, instead) => {
    const attempt = (): Promise<unknown> => call(client, name, ...given);
    await expect(attempt()).rejects.toMatchObject({ code: 'bad_input' });
    await expect(attempt()).rejects.toThrow(`There is no ${name}. Call `);
    await expect(attempt()).rejects.toThrow(instead);
  });

  it.each<[string, string, unknown[], string]>([
    ['transcribe({ audio })', 'transcribe', [{ audio, speaker_labels: true }], 'The audio is the first argument'],
    ['transcribe({ audio_url })', 'transcribe', [{ audio_url: audio }], 'The audio is the first argument'],
    ['submit({ audio })', 'transcripts.submit', [{ audio }], 'requires audio_url'],
    ["subtitles(id, 'vtt', 32)", 'transcripts.subtitles', ['id', 'vtt', 32], 'subtitles(id, { format: "vtt"'],
    ['subtitles(id)', 'transcripts.subtitles', ['id'], 'subtitles(id, { format: "srt"'],
    ['list(url)', 'transcripts.list', ['https://api.assemblyai.com/v2/transcript'], 'listAll(query)'],
    ['pollingInterval', 'transcribe', [audio, {}, { pollingInterval: 5 }], 'Set intervalMs instead of'],
    ['pollingTimeout', 'transcripts.wait', ['id', { pollingTimeout: 5 }], 'Set deadlineMs instead of'],
    ['pollingTimeout', 'resume', ['id', { pollingTimeout: 5 }], 'Set deadlineMs instead of'],
  ])('with arguments as in %s fails with the right form', async (_form, path, given, instead) => {
    const attempt = (): Promise<unknown> => call(client, path, ...given);
    await expect(attempt()).rejects.toMatchObject({ code: 'bad_input' });
    await expect(attempt()).rejects.toThrow(instead);
  });

  it('does not appear among the properties of the client', () => {
    expect(Object.keys(client)).not.toContain('llmGateway');
    expect(Object.keys(client.transcripts)).not.toContain('waitUntilReady');
    expect(Reflect.has({ ...client }, 'realtime')).toBe(false);
  });
});
