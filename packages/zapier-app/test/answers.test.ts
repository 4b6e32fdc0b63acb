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

describe('A recording', () => {
  it('in the file field is uploaded under its name', async () => {
    const { audio_url: file } = read({ audio_file: HYDRATED });
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
    const { audio_url: file } = read({ audio_file: link }, 200, disposition);
    await bytesOf(file);
    expect((file as AudioFile).name).toBe(name);
  });

  it.each([PUBLIC, HYDRATED, 'http://example.com/a%20b.mp3?x=1&y=%2F'])(
    'in the URL field goes to the service unchanged: %s',
    (link) => {
      for (const send_as of [undefined, 'automatic', 'link']) {
        expect(read({ audio_url: link, ...sendAs(send_as) })).toEqual({ audio_url: link });
      }
    },
  );

  it('in the URL field is uploaded only if Send Audio As says so', async () => {
    expect(await bytesOf(read({ audio_url: PUBLIC, ...sendAs('file') })['audio_url'])).toEqual([1, 2, 3]);
    expect(read({ audio_url: PUBLIC, send_as: 'file' })).toEqual({ audio_url: PUBLIC });
  });

  it('in the file field is sent as a link if Send Audio As says so', () => {
    expect(read({ audio_file: HYDRATED, ...sendAs('link') })).toEqual({ audio_url: HYDRATED });
  });

  it('behind an expired link fails with the status of the link', async () => {
    await expect(bytesOf(read({ audio_file: HYDRATED }, 410)['audio_url'])).rejects.toThrow(
      'responded with status 410',
    );
  });

  it.each<[Record<string, unknown>, RegExp]>([
    [{}, /^Audio File and Audio URL are both empty\.$/],
    [{ audio_file: ' ', audio_url: '' }, /^Audio File and Audio URL are both empty\.$/],
    [{ audio_file: null, audio_url: undefined }, /^Audio File and Audio URL are both empty\.$/],
    [{ audio_file: HYDRATED, audio_url: PUBLIC }, /^Audio File and Audio URL are both filled in\.$/],
    [{ audio_file: 'the text of a file' }, /^Audio File is not a file\.$/],
    [{ audio_file: `${HYDRATED},${HYDRATED}` }, /^Audio File has more than one file\.$/],
    [{ audio_file: 'https://' }, /^Audio File is not a file\.$/],
    [{ audio_url: '/etc/passwd' }, /^Audio URL must be a link/],
    [{ audio_url: 'https://' }, /^Audio URL must be a link/],
    [{ audio_url: { url: PUBLIC } }, /^Audio URL must be a link/],
    [{ audio_url: 'https://youtu.be/x' }, /YouTube/],
  ])('given as %j is rejected before a request', (answers, message) => {
    const z = { request: () => expect.fail('No request may be sent.') };
    const reading = (): unknown => answersOf(z as never, { inputData: answers } as never, transcribe);
    expect(reading).toThrow(expect.objectContaining({ code: 'bad_input', field: 'audio_url' }) as Error);
    expect(reading).toThrow(message);
  });

  it('for Upload File is uploaded from either field', async () => {
    const upload = findEntry('upload_file')!;
    const z = {
      request: () => Promise.resolve({ status: 200, getHeader: () => undefined, body: [new Uint8Array([7])] }),
    };
    const ofUpload = (inputData: object): Record<string, unknown> =>
      answersOf(z as never, { inputData } as never, upload);
    expect(await bytesOf(ofUpload({ file: HYDRATED })['file'])).toEqual([7]);
    expect(await bytesOf(ofUpload({ file_url: PUBLIC })['file'])).toEqual([7]);
    expect(() => ofUpload({})).toThrow('File and File URL are both empty.');
  });
});

describe('Answers', () => {
  it('to the fields of the app are not sent, and rows have the keys of their columns', () => {
    const audio = { audio_url: PUBLIC };
    const rows = [{ custom_spelling_from: 'a', custom_spelling_to: 'b', strange: 'c' }];
    const own = { wait: 'true', files: ['srt'], more_settings: ['formatting'] };
    expect(read({ ...audio, custom_spelling: rows, ...own })).toEqual({
      ...audio,
      custom_spelling: [{ from: 'a', to: 'b' }],
    });
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
    const answers = { audio_url: PUBLIC, language_code: 'auto', speaker_labels: 'true', speakers_expected: '2' };
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
    expect('webhook_url' in read({ audio_url: PUBLIC, webhook_url: 'https://example.com/hook', wait })).toBe(isSent);
  });

  it('to fields that no form offers are not sent', () => {
    const topics = ['recognition', 'advanced'];
    expect(read({ audio_url: PUBLIC, speech_model: 'best', word_boost: ['a'], more_settings: topics })).toEqual({
      audio_url: PUBLIC,
    });
  });

  it('of a short form are all sent', () => {
    const questions = findEntry('lemur_question_answer')!;
    const inputData = { transcript_ids: ['t'], temperature: '0.5' };
    expect(answersOf({} as never, { inputData } as never, questions)).toEqual(inputData);
  });
});
