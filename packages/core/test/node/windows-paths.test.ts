import type * as fs from 'node:fs/promises';
import type * as path from 'node:path';
import type * as url from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { resolveSource } from '../../src/node/files.ts';
import type { LocalFile } from '../../src/node/files.ts';
import { thrownBy } from '../support/scripted.ts';

// Node's own functions as they are on Windows, so that the rules hold there without a Windows machine.
vi.mock('node:path', async (original) => (await original<typeof path>()).win32);
vi.mock('node:url', async (original) => {
  const node = await original<typeof url>();
  return { ...node, fileURLToPath: (given: string | URL) => node.fileURLToPath(given, { windows: true }) };
});

const FILES = [
  'C:\\Users\\Ana\\call.wav',
  'c:/calls/call.wav',
  'D:call.wav',
  '\\\\server\\calls\\call.wav',
  'calls\\call.wav',
];

vi.mock('node:fs/promises', async (original) => ({
  ...(await original<typeof fs>()),
  stat: (name: string) =>
    FILES.includes(name)
      ? Promise.resolve({ size: 4, isDirectory: () => false, isFile: () => true })
      : Promise.reject(Object.assign(new Error('no such file'), { code: 'ENOENT' })),
}));

const opened = async (source: string | URL): Promise<LocalFile> => (await resolveSource(source)) as LocalFile;

describe('a path on Windows', () => {
  it.each(FILES)('%s is a file, not a link with a short scheme', async (path) =>
    expect(await opened(path)).toMatchObject({ path, name: 'call.wav', size: 4 }),
  );

  it.each([
    ['file:///C:/Users/Ana/call.wav', 'C:\\Users\\Ana\\call.wav'],
    ['FILE:///C:/Users/Ana/call%2Ewav', 'C:\\Users\\Ana\\call.wav'],
    ['file://server/calls/call.wav', '\\\\server\\calls\\call.wav'],
  ])('%s is the file %s', async (url, path) => {
    expect(await opened(url)).toMatchObject({ path, name: 'call.wav' });
    expect(await opened(new URL(url))).toMatchObject({ path, name: 'call.wav' });
  });

  it('that does not exist is named as it was given', async () => {
    const { message } = await thrownBy(resolveSource('C:\\Users\\Ana\\none.wav'));
    expect(message).toContain('C:\\Users\\Ana\\none.wav');
  });

  it('is needed in a file: URL, which has no drive otherwise', async () =>
    expect(await thrownBy(resolveSource('file:///calls/call.wav'))).toMatchObject({
      code: 'bad_input',
      field: 'audio',
    }));

  it.each(['https://example.com/a.mp3', 's3://bucket/a.mp3'])('is not %s', async (link) =>
    expect(await resolveSource(link)).toBe(link),
  );
});
