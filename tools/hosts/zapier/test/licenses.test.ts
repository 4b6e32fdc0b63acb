import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundledPackages, licensedIn, licensesOf, packagesOf, withoutLicense } from '../real/licenses.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'licenses-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** A package of these files. */
function installed(name: string, manifest: object, files: Readonly<Record<string, string>> = {}): string {
  const folder = join(root, 'node_modules', name);
  const all = { 'package.json': JSON.stringify({ name, version: '1.2.3', ...manifest }), ...files };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

describe('The packages of a bundle', () => {
  it('are found by the paths of its files, each once', () => {
    const files = [
      'node_modules/a/index.js',
      'node_modules/a/lib/b.js',
      'node_modules/@scope/c/index.js',
      'node_modules/a/node_modules/d/index.js',
      'dist/index.js',
    ];
    expect(packagesOf(files, '/x')).toEqual([
      '/x/node_modules/a',
      '/x/node_modules/@scope/c',
      '/x/node_modules/a/node_modules/d',
    ]);
  });
});

describe('The license texts', () => {
  it('are those of the packages, sorted by name', () => {
    const later = installed('two', { license: 'ISC' }, { LICENSE: 'Terms of two.' });
    const earlier = installed('one', { license: 'MIT' }, { 'license.md': 'Terms of one.' });
    const text = licensesOf([later, earlier].map(licensedIn));
    expect(text).toMatch(/^This app contains 2 packages/);
    expect(text).toMatch(
      /\none 1\.2\.3\nLicense: MIT\n\nTerms of one\.\n[^]*\ntwo 1\.2\.3\nLicense: ISC\n\nTerms of two\./,
    );
  });

  it('come from the README, or name the author, if a package has no file for them', () => {
    const inReadme = installed('three', {}, { 'readme.md': '# Three\n\n## License\n\nTerms of three.\n\n## More\n' });
    const named = installed('four', { license: 'MIT', author: { name: 'Jo' } });
    const text = licensesOf([inReadme, named].map(licensedIn));
    expect(text).toContain('Terms of three.');
    expect(text).not.toContain('## More');
    expect(text).toContain('Copyright (c) Jo\nLicensed under MIT: https://spdx.org/licenses/MIT.html');
  });

  it('are required of every package', () => {
    expect(() => licensedIn(installed('five', { license: 'MIT' }))).toThrow('five 1.2.3');
    expect(() => licensedIn(installed('six', { author: 'Jo' }))).toThrow('six 1.2.3');
  });
});

describe('A bundle', () => {
  it('names its packages, each once', () => {
    const bundle =
      'var a=__commonJS({"node_modules/a/x.js"(e,m){}}),b=__commonJS({"node_modules/a/y.js"(e){}}),c=__commonJS({"node_modules/a/node_modules/@s/b/z.js"(){}});';
    expect(bundledPackages(bundle)).toEqual(['a', '@s/b']);
  });

  it('is complete if the texts have each of its packages', () => {
    const text = licensesOf([licensedIn(installed('a', { license: 'MIT', author: 'Jo' }))]);
    expect(withoutLicense(['a'], text)).toEqual([]);
    expect(withoutLicense(['a', '@s/b'], text)).toEqual(['@s/b']);
  });
});
