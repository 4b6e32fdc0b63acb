import { describe, expect, it } from 'vitest';
import { answersOf } from '../src/answers.ts';
import { type AudioFile, findEntry } from '../src/core.ts';

const transcribe = findEntry('transcribe')!;
const HYDRATED = 'https://zapier.com/engine/hydrate/123/abc/call.wav';
const PUBLIC = 'https://example.com/call.wav';

/** The answers as the core reads them, with a file behind every link. */
function read(inputData: Record<string, unknown>, status = 200, disposition?: string): Record<string, unknown> {
  const getHeader = (): string | undefined => disposition;
  const z = { request: () => Promise.resolve({ status, getHeader, body: [new Uint8Array([1, 2, 3])] }) };
  return answersOf(z as never, { inputData } as never, transcribe);
}

const sendAs = (send_as?: string): Record<string, unknown> => ({ send_as, more_settings: ['advanced'] });

async function bytesOf(file: unknown): Promise<number[]> {
  const data = (file as AudioFile).data as () => Promise<AsyncIterable<Uint8Array>>;
  const bytes: number[] = [];
  for await (const piece of await data()) bytes.push(...piece);
  return bytes;
}

describe('Audio', () => {
  it('stored by the host is uploaded under its name', async () => {
    const { audio_url: file } = read({ audio_url: HYDRATED });
    expect(file).toMatchObject({ name: 'call.wav' });
    expect(await bytesOf(file)).toEqual([1, 2, 3]);
  });

  it.each([
    ['attachment; filename="call 1.wav"', 'call 1.wav'],
    ['attachment; filename=call.wav', 'call.wav'],
    [`attachment; filename="call.wav"; filename*=UTF-8''r%C3%A9union.wav`, 'réunion.wav'],
    ['attachment; filename="../../call.wav"', 'call.wav'],
    ['attachment; filename="100%.wav"', '100%.wav'],
    ['attachment; filename="call"', undefined],
    ['inline', undefined],
    [undefined, undefined],
  ])('that the host stores without a name gets the name of its response: %s', async (disposition, name) => {
    const link = 'https://zapier.com/engine/hydrate/123/.eJxV';
    const { audio_url: file } = read({ audio_url: link }, 200, disposition);
    await bytesOf(file);
    expect((file as AudioFile).name).toBe(name);
  });

  it.each([
    [PUBLIC, undefined, PUBLIC],
    [PUBLIC, 'automatic', PUBLIC],
    [HYDRATED, 'link', HYDRATED],
  ])('%s sent as %s stays a link', (audio_url, send_as, link) => {
    expect(read({ audio_url, ...sendAs(send_as) })['audio_url']).toBe(link);
  });

  it('behind a link is uploaded if Send Audio As says so', async () => {
    expect(await bytesOf(read({ audio_url: PUBLIC, ...sendAs('file') })['audio_url'])).toEqual([1, 2, 3]);
  });

  it('behind an expired link fails with the status of the link', async () => {
    await expect(bytesOf(read({ audio_url: HYDRATED }, 410)['audio_url'])).rejects.toThrow('responded with status 410');
  });

  it('on a host that only looks like the platform is not downloaded by the app', () => {
    const link = 'https://zapier.com.example.org/call.wav';
    expect(read({ audio_url: link })['audio_url']).toBe(link);
  });

  it('that is neither a file nor a link is rejected with the name of the field', () => {
    expect(() => read({ audio_url: '/etc/passwd' })).toThrow(/Audio must be a file or a link/);
  });
});

describe('Answers', () => {
  it('to the fields of the app are not sent, and rows have the keys of their columns', () => {
    const rows = [{ custom_spelling_from: 'a', custom_spelling_to: 'b', strange: 'c' }];
    const own = { wait: 'true', files: ['srt'], more_settings: ['formatting'] };
    expect(read({ custom_spelling: rows, ...own })).toEqual({ custom_spelling: [{ from: 'a', to: 'b' }] });
  });

  it('under a topic that is not chosen are not sent', () => {
    const answers = { audio_url: PUBLIC, redact_pii: true, sentiment_analysis: true, send_as: 'file' };
    expect(read(answers)).toEqual({ audio_url: PUBLIC });
    expect(read({ ...answers, more_settings: ['privacy'] })).toEqual({ audio_url: PUBLIC, redact_pii: true });
    expect(Object.keys(read({ ...answers, more_settings: 'privacy, intelligence' }))).toEqual([
      'audio_url',
      'sentiment_analysis',
      'redact_pii',
    ]);
  });

  it('at first sight are sent whatever the topics', () => {
    const answers = { language_code: 'auto', speaker_labels: 'true', speakers_expected: '2' };
    expect(read({ ...answers, more_settings: [] })).toEqual(answers);
  });

  it.each([
    ['false', true],
    [false, true],
    ['No', true],
    ['true', false],
    ['', false],
    [undefined, false],
  ])('about delivery with Wait Until Ready %j are sent: %s', (wait, isSent) => {
    expect('webhook_url' in read({ webhook_url: 'https://example.com/hook', wait })).toBe(isSent);
  });

  it('to fields that no form offers are not sent', () => {
    const topics = ['recognition', 'advanced'];
    expect(read({ speech_model: 'best', word_boost: ['a'], more_settings: topics })).toEqual({});
  });

  it('of a short form are all sent', () => {
    const questions = findEntry('lemur_question_answer')!;
    const inputData = { transcript_ids: ['t'], temperature: '0.5' };
    expect(answersOf({} as never, { inputData } as never, questions)).toEqual(inputData);
  });
});
