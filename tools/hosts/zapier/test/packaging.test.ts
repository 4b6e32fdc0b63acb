import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { lockedTree } from '../real/locked-tree.ts';
import { normalZip, zipOf } from '../real/normal-zip.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('A zip', () => {
  const files = { 'b/two.txt': bytes('two'), 'a.txt': bytes('one') };
  const made = (date: string, order: readonly (keyof typeof files)[]): Uint8Array =>
    zipSync(Object.fromEntries(order.map((path) => [path, [files[path], { mtime: new Date(date) }]])));

  it('has the same bytes whenever and in whatever order its files were written', () => {
    const first = made('2026-01-01T10:00:00', ['b/two.txt', 'a.txt']);
    const second = made('2026-06-30T23:59:00', ['a.txt', 'b/two.txt']);
    expect(Buffer.from(first).equals(second)).toBe(false);
    expect(Buffer.from(normalZip(first)).equals(normalZip(second))).toBe(true);
  });

  it('keeps the contents, and changes with them', () => {
    expect(unzipSync(zipOf(files))).toEqual(files);
    expect(Buffer.from(zipOf(files)).equals(zipOf({ ...files, 'a.txt': bytes('1') }))).toBe(false);
  });
});

describe('The packages of an app', () => {
  const lock = {
    'node_modules/platform': { dependencies: { a: '^1.0.0', b: '^1.0.0' } },
    'node_modules/platform/node_modules/a': { dependencies: { c: '*' } },
    'node_modules/a': {},
    'node_modules/b': { dependencies: { a: '*', platform: '*' }, optionalDependencies: { 'for-mac': '*' } },
    'node_modules/@scope/c': {},
    'node_modules/c': { dependencies: { '@scope/c': '*' } },
    'node_modules/unused': {},
  };

  it('are those of the lock file, found as Node finds them', () =>
    expect(lockedTree(['platform'], lock)).toEqual([
      'node_modules/@scope/c',
      'node_modules/a',
      'node_modules/b',
      'node_modules/c',
      'node_modules/platform',
      'node_modules/platform/node_modules/a',
    ]));

  it('must be in the lock file', () =>
    expect(() => lockedTree(['platform'], { 'node_modules/platform': { dependencies: { gone: '*' } } })).toThrow(
      'The lock file has no gone, which node_modules/platform needs.',
    ));
});
