import { describe, expect, it } from 'vitest';
import { answersOf } from '../src/answers.ts';
import { type AudioFile, findEntry } from '../src/core.ts';

const transcribe = findEntry('transcribe')!;
const HYDRATED = 'https://zapier.com/engine/hydrate/123/abc/call.wav';
const PUBLIC = 'https://example.com/call.wav';

/** What is asked of the host, with a file behind every link. */
function read(inputData: Record<string, unknown>, status = 200, disposition?: string): Record<string, unknown> {
  const getHeader = (): string | undefined => disposition;
  const z = { request: () => Promise.resolve({ status, getHeader, body: [new Uint8Array([1, 2, 3])] }) };
  return answersOf(z as never, { inputData } as never, transcribe);
}

async function bytesOf(file: unknown): Promise<number[]> {
  const data = (file as AudioFile).data as () => Promise<AsyncIterable<Uint8Array>>;
  const bytes: number[] = [];
  for await (const piece of await data()) bytes.push(...piece);
  return bytes;
}

describe('Audio', () => {
  it('that the host keeps is uploaded, under its name', async () => {
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
  ])('that the host keeps without a name gets the one it is sent with: %s', async (disposition, name) => {
    const link = 'https://zapier.com/engine/hydrate/123/.eJxV';
    const { audio_url: file } = read({ audio_url: link }, 200, disposition);
    await bytesOf(file);
    expect((file as AudioFile).name).toBe(name);
  });

  it.each([
    [PUBLIC, undefined, PUBLIC],
    [PUBLIC, 'automatic', PUBLIC],
    [HYDRATED, 'link', HYDRATED],
  ])('%s sent as %s is handed on as a link', (audio_url, send_as, link) => {
    expect(read({ audio_url, send_as })['audio_url']).toBe(link);
  });

  it('behind a link that the person chose to send as a file is uploaded', async () => {
    expect(await bytesOf(read({ audio_url: PUBLIC, send_as: 'file' })['audio_url'])).toEqual([1, 2, 3]);
  });

  it('behind a link that has ended says so', async () => {
    await expect(bytesOf(read({ audio_url: HYDRATED }, 410)['audio_url'])).rejects.toThrow('answered 410');
  });

  it('of a host that only looks like the platform is not fetched by us', () => {
    const link = 'https://zapier.com.example.org/call.wav';
    expect(read({ audio_url: link })['audio_url']).toBe(link);
  });

  it('that is neither file nor link is refused, naming the field', () => {
    expect(() => read({ audio_url: '/etc/passwd' })).toThrow(/Audio must be a file or a link/);
  });
});

describe('Answers', () => {
  it('of our own fields stay with us, and rows get their columns back', () => {
    const rows = [{ custom_spelling_from: 'a', custom_spelling_to: 'b', strange: 'c' }];
    expect(read({ custom_spelling: rows, wait: 'true', files: ['srt'] })).toEqual({
      custom_spelling: [{ from: 'a', to: 'b' }],
    });
  });
});
