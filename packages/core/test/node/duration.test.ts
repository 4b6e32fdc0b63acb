import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { audioDuration, createUsage, openFile } from '../../src/node/index.ts';

const at = (name: string): string => fileURLToPath(new URL(`../fixtures/audio/${name}`, import.meta.url));

/** A WAV file of 2 s whose header says that it has so many bytes of audio. */
function wav(announced: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(44 + 16_000);
  const view = new DataView(bytes.buffer);
  const text = (offset: number, value: string): void => bytes.set(new TextEncoder().encode(value), offset);
  text(0, 'RIFF');
  view.setUint32(4, announced + 36, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 8000, true);
  view.setUint32(28, 8000, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, 'data');
  view.setUint32(40, announced, true);
  return bytes;
}

describe('the duration of a local file', () => {
  it.each([
    'tone.wav',
    'tone-piped.wav',
    'tone.mp3',
    'tone-vbr-without-header.mp3',
    'tone.flac',
    'tone.ogg',
    'tone-opus.ogg',
    'tone.m4a',
  ])('is read from %s, by its path, as bytes and as a Blob', async (name) => {
    const bytes = new Uint8Array(await readFile(at(name)));
    for (const audio of [
      at(name),
      pathToFileURL(at(name)),
      pathToFileURL(at(name)).href,
      await openFile(at(name)),
      bytes,
      bytes.buffer,
      { data: bytes },
      new Blob([bytes]),
    ]) {
      const seconds = (await audioDuration(audio))!;
      // Encoders add frames at both ends.
      expect(seconds).toBeGreaterThan(2.9);
      expect(seconds).toBeLessThan(3.1);
    }
  });

  it('is unknown for a link, a stream, and other data', async () => {
    async function* stream(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(4);
    }
    const others = [
      'https://example.com/a.wav',
      new URL('https://example.com/a.wav'),
      stream(),
      { data: () => stream() },
    ];
    for (const audio of others) expect(await audioDuration(audio)).toBeUndefined();
    expect(await audioDuration(at('missing.wav'))).toBeUndefined();
    expect(await audioDuration(fileURLToPath(import.meta.url))).toBeUndefined();
    expect(await audioDuration(new Uint8Array(0))).toBeUndefined();
  });

  it('is correct if the header was never completed', async () => {
    expect(await audioDuration(wav(16_000))).toBe(2);
    for (const announced of [0, 100, 4000]) expect(await audioDuration(wav(announced))).toBeCloseTo(2, 1);
  });

  it('is the estimate of a usage in Node', async () => {
    const usage = createUsage({ limit: { hours: 4 / 3600 } });
    await usage.reserve(at('tone.flac'));
    await expect(usage.reserve(at('tone.flac'))).rejects.toMatchObject({
      budget: { limit: 'hours', reserved: 3 / 3600, estimate: 3 / 3600 },
    });
  });
});
