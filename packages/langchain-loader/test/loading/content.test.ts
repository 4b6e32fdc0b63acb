import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/loading/content.ts';

async function* streamOf(bytes: Uint8Array, ...cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    yield bytes.subarray(from, cut);
    from = cut;
  }
  yield bytes.subarray(from);
}

const PART = 2 ** 20;

describe('the content hash of audio', () => {
  it('is the same for every form of the same bytes', async () => {
    const bytes = new Uint8Array(2 * PART + 3).map((_, at) => at % 251);
    const forms = [
      bytes,
      bytes.buffer,
      new Blob([bytes]),
      new File([bytes], 'a.wav', { lastModified: 5 }),
      { data: bytes, name: 'b.wav' },
      { data: () => streamOf(bytes, 1, PART - 1, PART + 7), size: bytes.length },
    ];
    const hashes = new Set(await Promise.all(forms.map((form) => contentHash(form))));
    expect(hashes.size).toBe(1);
    expect([...hashes][0]).toMatch(/^[0-9a-f]{64}$/);
  });

  it('does not depend on how a stream is cut, and differs for different bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 64 }),
        fc.array(fc.nat(64), { maxLength: 5 }),
        fc.nat(63),
        async (bytes, cuts, at) => {
          const whole = await contentHash(bytes);
          expect(await contentHash({ data: () => streamOf(bytes, ...cuts), size: bytes.length })).toBe(whole);
          const other = bytes.slice();
          other[at % bytes.length]! ^= 1;
          expect(await contentHash(other)).not.toBe(whole);
        },
      ),
    );
  });

  it('does not exist for links and for streams that can be read only once', async () => {
    const stream = streamOf(new Uint8Array(4));
    for (const audio of ['https://example.com/a.mp3', new URL('https://example.com/a.mp3'), stream, { data: stream }])
      expect(await contentHash(audio)).toBeUndefined();
    // The size of a pipe is unknown.
    expect(await contentHash({ data: () => stream })).toBeUndefined();
    const read: number[] = [];
    for await (const { length } of stream) read.push(length);
    expect(read).toEqual([4]);
  });

  it('reports audio that cannot be read', async () => {
    const data = () => {
      throw new Error('EIO');
    };
    await expect(contentHash({ data, size: 4 })).rejects.toMatchObject({ code: 'bad_input', field: 'source' });
  });
});
