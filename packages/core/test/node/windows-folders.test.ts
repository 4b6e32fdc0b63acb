import type * as fs from 'node:fs/promises';
import type * as path from 'node:path';
import type * as url from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { openFileWithin } from '../../src/node/allowed-files.ts';

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
  'd:\\private\\secret.wav': 'D:\\private\\secret.wav',
};
const absent = (): Promise<never> => Promise.reject(Object.assign(new Error('no such file'), { code: 'ENOENT' }));
vi.mock('node:fs/promises', async (original) => ({
  ...(await original<typeof fs>()),
  realpath: (name: string) => {
    const real = REAL[name.toLowerCase()];
    return real === undefined ? absent() : Promise.resolve(real);
  },
  stat: (name: string) =>
    Object.values(REAL).includes(name)
      ? Promise.resolve({ size: 4, isDirectory: () => false, isFile: () => true })
      : absent(),
}));

const opened = async (name: string): Promise<string> => (await openFileWithin(name, ['C:\\Calls'], 'audio')).path;

describe('an allowed folder on Windows', () => {
  it.each(['monday.wav', 'C:\\Calls\\monday.wav', 'c:/calls/MONDAY.WAV', 'file:///C:/Calls/monday.wav'])(
    'gives its file %s',
    async (name) => expect(await opened(name)).toBe('C:\\Calls\\Monday.wav'),
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
  ])('does not give %s', async (name) => {
    await expect(opened(name)).rejects.toMatchObject({ code: 'bad_input', field: 'audio' });
  });

  it('says of a missing file in it that it does not exist', async () =>
    expect(opened('none.wav')).rejects.toThrow('There is no file'));
});
