import type * as core from '@aai-connectors/core/node';
import type * as fs from 'node:fs/promises';
import type * as path from 'node:path';
import type * as url from 'node:url';
import { describe, expect, it, vi } from 'vitest';

// Node's own functions as they are on Windows, so that the rules hold there without a Windows machine.
vi.mock('node:path', async (original) => (await original<typeof path>()).win32);
vi.mock('node:url', async (original) => {
  const node = await original<typeof url>();
  return { ...node, fileURLToPath: (given: string | URL) => node.fileURLToPath(given, { windows: true }) };
});

/** Real paths by the given ones, in lower case: Windows compares names without their case. */
const REAL: Readonly<Record<string, string>> = {
  'c:\\calls': 'C:\\Calls',
  'c:\\calls\\monday.wav': 'C:\\Calls\\Monday.wav',
  'c:\\calls\\link.wav': 'D:\\private\\secret.wav',
  'c:\\calls-of-others\\a.wav': 'C:\\Calls-of-others\\a.wav',
};
vi.mock('node:fs/promises', async (original) => ({
  ...(await original<typeof fs>()),
  realpath: (name: string) => {
    const real = REAL[name.toLowerCase()];
    return real === undefined ? Promise.reject(new Error('no such file')) : Promise.resolve(real);
  },
}));

const read: string[] = [];
vi.mock('@aai-connectors/core/node', async (original) => ({
  ...(await original<typeof core>()),
  openFile: (name: string) => {
    read.push(name);
    return Promise.resolve({ path: name });
  },
}));

const { openLocalFile } = await import('../src/node.ts');

const opened = async (path: string): Promise<string | undefined> => {
  read.length = 0;
  await openLocalFile(path, 'C:\\Calls');
  return read[0];
};

describe('a folder on Windows', () => {
  it.each(['monday.wav', 'C:\\Calls\\monday.wav', 'c:/calls/MONDAY.WAV', 'file:///C:/Calls/monday.wav'])(
    'gives its file %s',
    async (path) => expect(await opened(path)).toBe('C:\\Calls\\Monday.wav'),
  );

  it.each([
    'D:\\private\\secret.wav',
    '..\\private\\secret.wav',
    'C:\\Calls\\..\\private\\secret.wav',
    'C:\\Calls-of-others\\a.wav',
    '\\\\server\\calls\\monday.wav',
    'link.wav',
    'file:///D:/private/secret.wav',
    'D:secret.wav',
  ])('does not give %s', async (path) => {
    await expect(opened(path)).rejects.toMatchObject({ code: 'bad_input', field: 'rootFolder' });
    expect(read).toEqual([]);
  });
});
