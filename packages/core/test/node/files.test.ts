import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveSource } from '../../src/node/files.ts';
import type { AudioFile } from '../../src/index.ts';
import { thrownBy } from '../support/scripted.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aai-files-'));
  await writeFile(join(folder, 'http-notes ü.wav'), 'RIFF');
});
afterAll(() => rm(folder, { recursive: true }));

async function textOf(source: unknown): Promise<string> {
  const { data } = source as Omit<AudioFile, 'data'> & { data: () => AsyncIterable<Uint8Array> };
  let text = '';
  for await (const piece of data()) text += new TextDecoder().decode(piece);
  return text;
}

describe('a source in Node', () => {
  it('may be a path, even one that looks like a link, and can be read twice', async () => {
    const file = await resolveSource(join(folder, 'http-notes ü.wav'));
    expect(file).toMatchObject({ size: 4, name: 'http-notes ü.wav' });
    expect(await textOf(file)).toBe('RIFF');
    expect(await textOf(file)).toBe('RIFF');
  });

  it('may be a file: URL with encoded characters, as text or as URL', async () => {
    const url = pathToFileURL(join(folder, 'http-notes ü.wav'));
    expect(url.href).toContain('%20');
    await expect(resolveSource(url)).resolves.toMatchObject({ size: 4 });
    await expect(resolveSource(url.href)).resolves.toMatchObject({ size: 4 });
  });

  it.each(['https://example.com/a.mp3', 's3://bucket/a.mp3'])('passes %s on to the client', async (link) => {
    await expect(resolveSource(link)).resolves.toBe(link);
  });

  it('is rejected if the file does not exist, or is a folder', async () => {
    const missing = await thrownBy(resolveSource(join(folder, 'none.wav')));
    expect(missing).toMatchObject({ code: 'bad_input', field: 'audio' });
    expect(missing.message).toContain('There is no file');
    expect((await thrownBy(resolveSource(folder))).message).toContain('is a folder');
    expect(await thrownBy(resolveSource('  '))).toMatchObject({ code: 'bad_input' });
    expect(await thrownBy(resolveSource('file://other-host/a.wav'))).toMatchObject({ code: 'bad_input' });
  });
});
