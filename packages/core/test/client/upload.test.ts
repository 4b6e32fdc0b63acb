import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AudioData, AudioFile } from '../../src/index.ts';
import { failure, scripted, type Step, thrownBy } from '../support/scripted.ts';

const UPLOADED = { json: { upload_url: 'https://cdn.assemblyai.com/upload/u-1' } };

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}

const reading = (then: Step = UPLOADED): { received: Uint8Array[]; step: Step } => {
  const received: Uint8Array[] = [];
  return {
    received,
    step: async ({ body }) => {
      for await (const piece of body as AsyncIterable<Uint8Array>) received.push(piece);
      return then;
    },
  };
};

const joined = (parts: readonly Uint8Array[]): string => parts.map((part) => new TextDecoder().decode(part)).join('');

describe('an upload', () => {
  const sources: [string, () => AudioData | AudioFile, number | undefined][] = [
    ['Uint8Array', () => new TextEncoder().encode('audio'), 5],
    ['Buffer', () => Buffer.from('audio'), 5],
    ['ArrayBuffer', () => new TextEncoder().encode('audio').buffer, 5],
    ['Blob', () => new Blob(['audio']), 5],
    ['ReadableStream', () => new Blob(['audio']).stream(), undefined],
    ['async iterable', () => pieces('au', '', 'dio'), undefined],
    ['file of known size', () => ({ data: () => pieces('audio'), size: 5, name: 'a.wav' }), 5],
  ];

  it.each(sources)('takes a %s', async (_, make, size) => {
    const { received, step } = reading();
    const { client, sent } = scripted([step]);
    await expect(client.files.upload(make())).resolves.toEqual(UPLOADED.json);
    expect(joined(received)).toBe('audio');
    expect((sent[0]?.body as { size?: number }).size).toBe(size);
    expect(sent[0]?.headers['content-type']).toBe('application/octet-stream');
  });

  const empties: [string, () => AudioData | AudioFile][] = [
    ['Uint8Array', () => new Uint8Array()],
    ['Blob', () => new Blob([])],
    ['stream', () => new Blob([]).stream()],
    ['iterable of nothing', () => pieces()],
    ['iterable of empty pieces', () => pieces('', '')],
    ['file', () => ({ data: () => pieces(), size: 0 })],
  ];

  it.each(empties)('of an empty %s is refused before anything is sent', async (_, make) => {
    const { client, sent } = scripted([]);
    await expect(thrownBy(client.files.upload(make()))).resolves.toMatchObject({ code: 'bad_input', field: 'audio' });
    expect(sent).toEqual([]);
  });

  it.each([null, undefined, 42, {}, { data: 'text' }, ['a']])(
    'of %j is rejected, because it is not audio',
    async (audio) => {
      const { client, sent } = scripted([]);
      await expect(thrownBy(client.transcribe(audio as unknown as Blob))).resolves.toMatchObject({
        code: 'bad_input',
        field: 'audio',
      });
      expect(sent).toEqual([]);
    },
  );

  it('above 2.2 GB is rejected before anything is sent', async () => {
    const { client, sent } = scripted([]);
    const error = await thrownBy(client.files.upload({ data: () => pieces('x'), size: 3e9 }));
    expect(error.message).toContain('2.2 GB');
    expect(sent).toEqual([]);
  });

  it('is retried after a failure if its source can be read again', async () => {
    const first = reading({ status: 503 });
    const second = reading();
    const { client } = scripted([failure('ECONNRESET'), first.step, second.step]);
    await client.files.upload({ data: () => pieces('au', 'dio'), size: 5 });
    expect(joined(first.received)).toBe('audio');
    expect(joined(second.received)).toBe('audio');
  });

  it('of a stream is sent once, because it cannot be read again', async () => {
    const { step } = reading({ status: 503 });
    const { client, sent } = scripted([step]);
    await expect(thrownBy(client.files.upload(pieces('audio')))).resolves.toMatchObject({ code: 'server' });
    expect(sent).toHaveLength(1);
  });

  it('counts as sent if a host sent it as one block', async () => {
    const progress: unknown[] = [];
    const { client } = scripted([
      ({ body }) => ((body as { whole?: unknown }).whole === undefined ? { status: 500 } : UPLOADED),
    ]);
    await client.files.upload(new Blob(['audio']), { onProgress: (...seen) => void progress.push(seen) });
    expect(progress).toEqual([[5, 5]]);
  });

  it('reports a failure of its source', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array([1]);
      throw new Error('the disk is gone');
    }
    const { client, sent } = scripted([reading().step]);
    const error = await thrownBy(client.files.upload({ data: () => broken() }));
    expect(error).toMatchObject({ code: 'bad_input', field: 'audio' });
    expect(error.message).toContain('the disk is gone');
    expect(sent).toHaveLength(1);
  });

  it.each([
    [4, 'more than the expected 4'],
    [6, 'ended after 5 of 6'],
  ])('that declares %i bytes and has 5 is rejected', async (size, words) => {
    const { client } = scripted([reading().step]);
    const error = await thrownBy(client.files.upload(pieces('audio'), { size }));
    expect(error.message).toContain(words);
  });

  it('reports every byte once, for any chunks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 20 }), { minLength: 1, maxLength: 20 }), async (parts) => {
        const total = parts.reduce((sum, part) => sum + part.length, 0);
        fc.pre(total > 0);
        const progress: number[] = [];
        const { received, step } = reading();
        const { client } = scripted([step]);
        async function* source(): AsyncGenerator<Uint8Array> {
          yield* parts;
        }
        await client.files.upload(source(), { onProgress: (sent) => void progress.push(sent) });
        expect(received.flatMap((piece) => [...piece])).toEqual(parts.flatMap((piece) => [...piece]));
        expect(progress.at(-1)).toBe(total);
        expect([...progress].sort((a, b) => a - b)).toEqual(progress);
      }),
      { numRuns: 50 },
    );
  });
});
