import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Artifact, Manifest } from '../release/build/artifact.ts';
import { dependenciesOf } from '../release/build/dependencies.ts';
import { noticesOf, sbomFindings, sbomOf } from '../release/build/sbom.ts';
import { compareFolders, isEqual } from '../release/compare.ts';
import { isInRange } from '../release/consumers/nodes.ts';
import { fileOf, PROGRAMS } from '../release/consumers/programs.ts';
import { integrity, inOrder, publishAll, type Registry } from '../release/publish/publish.ts';
import { tableOf } from '../release/table.ts';
import { withPieceVersion, withPromotion } from '../release/followers.ts';
import { changesOf } from '../release/version.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const PIECE: Artifact = {
  file: 'piece-1.0.0.tgz',
  channel: 'activepieces',
  name: '@scope/piece',
  version: '1.0.0',
  delivers: 'inside',
  packages: [
    { name: 'zod', version: '4.0.0', license: 'MIT', text: 'Terms of zod.' },
    { name: '@scope/core', version: '1.0.0', license: 'MIT', text: 'Terms of core.' },
    { name: 'either', version: '2.0.0', license: '(MIT OR Apache-2.0)', text: 'Terms of either.' },
  ],
};

describe('A bill of materials', () => {
  it('is valid, and names each package with its version and license', async () => {
    const text = sbomOf(PIECE);
    expect(await sbomFindings(text)).toEqual([]);
    const bom = JSON.parse(text) as { components: object[]; metadata: { component: object } };
    expect(bom.metadata.component).toMatchObject({
      group: '@scope',
      name: 'piece',
      purl: 'pkg:npm/%40scope/piece@1.0.0',
    });
    expect(bom.components).toEqual([
      expect.objectContaining({ group: '@scope', name: 'core', purl: 'pkg:npm/%40scope/core@1.0.0' }),
      expect.objectContaining({ name: 'either', licenses: [{ expression: '(MIT OR Apache-2.0)' }] }),
      expect.objectContaining({ name: 'zod', version: '4.0.0', licenses: [{ license: { id: 'MIT' } }] }),
    ]);
  });

  it('is the same text for the same packages in another order', () =>
    expect(sbomOf({ ...PIECE, packages: PIECE.packages.toReversed() })).toBe(sbomOf(PIECE)));

  it('is invalid with a license that SPDX does not know', async () => {
    const text = sbomOf(PIECE).replace('"id": "MIT"', '"id": "my-own"');
    expect((await sbomFindings(text)).join()).toContain('license');
  });
});

it('The notices have the terms of each package', () => {
  const text = noticesOf(PIECE);
  expect(text).toMatch(/^piece-1\.0\.0\.tgz contains code of 3 other packages\.\n/);
  for (const { name, version, text: terms } of PIECE.packages) {
    expect(text).toContain(`\n${name} ${version}\n`);
    expect(text).toContain(terms);
  }
});

describe('The dependencies of a package', () => {
  const manifest = (...names: string[]): string =>
    JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, '*'])) });

  it('are followed as Node finds them, each once', () => {
    write({
      'package.json': manifest('a', 'b'),
      'node_modules/a/package.json': manifest('b', 'a'),
      'node_modules/a/node_modules/b/package.json': manifest(),
      'node_modules/b/package.json': manifest(),
      'node_modules/unused/package.json': manifest(),
    });
    expect(dependenciesOf(folder).map((path) => path.slice(folder.length + 1))).toEqual([
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/b',
    ]);
  });

  it('must be installed', () => {
    write({ 'package.json': manifest('missing') });
    expect(() => dependenciesOf(folder)).toThrow('missing is not installed');
  });
});

it('Two builds are compared by the contents of each file', () => {
  write({ 'one/same': 'a', 'two/same': 'a', 'one/changed': 'a', 'two/changed': 'b', 'one/only': 'a' });
  const compared = compareFolders(join(folder, 'one'), join(folder, 'two'));
  expect(compared.map((file) => [file.file, isEqual(file)])).toEqual([
    ['changed', false],
    ['only', false],
    ['same', true],
  ]);
});

describe('The changes of a version', () => {
  it('are its section of the changelog', () => {
    write({ 'CHANGELOG.md': '# 0.2.0 (2026-12-01)\n\n- New.\n\n## 0.1.10\n\n- Old.\n\n## 0.1.1\n\n- Older.\n' });
    expect(changesOf(folder, '0.2.0')).toBe('# 0.2.0 (2026-12-01)\n\n- New.\n');
    expect(changesOf(folder, '0.1.1')).toBe('## 0.1.1\n\n- Older.\n');
  });

  it('are only the version if the changelog has none', () => expect(changesOf(folder, '0.3.0')).toBe('## 0.3.0\n'));
});

describe('Files that name the version', () => {
  it('are templates, in the steps of the piece only', () => {
    const step = (name: string): string => `{ "pieceName": "${name}", "pieceVersion": "0.1.0" }`;
    const text = `[${step('@aai-connectors/piece-assemblyai')}, ${step('@activepieces/piece-slack')}]`;
    expect(withPieceVersion(text, '0.2.0')).toBe(text.replace('0.1.0', '0.2.0'));
  });

  it('are the changes that Zapier shows, without headings and dates', () => {
    const changes = '## 0.2.0 (2026-12-01)\n\n### Features\n\n- New.\n- Newer.\n\n## 0.1.0\n\n- Old.\n';
    const before = '## 0.1.0\n\nInitial release.\n';
    const after = withPromotion(before, changes, '0.2.0');
    expect(after).toBe(`## 0.2.0\n\n- New.\n- Newer.\n\n${before}`);
    expect(withPromotion(after, changes, '0.2.0')).toBe(after);
  });
});

describe('The publication', () => {
  const files: Readonly<Record<string, Uint8Array>> = {
    'app.zip': Buffer.from('app'),
    'core.tgz': Buffer.from('core'),
    'chain.tgz': Buffer.from('chain'),
  };
  const artifact = (file: string, name: string, channel: Artifact['channel']): Manifest['artifacts'][number] => ({
    file,
    name,
    channel,
    version: '1.0.0',
    delivers: 'inside',
    bytes: 1,
    sha256: createHash('sha256').update(files[file]!).digest('hex'),
    sbom: '',
    notices: '',
    components: 0,
  });
  const manifest: Manifest = {
    version: '1.0.0',
    artifacts: [
      artifact('chain.tgz', '@aai-connectors/a-chain', 'npm'),
      artifact('app.zip', '@aai-connectors/app', 'zapier'),
      artifact('core.tgz', '@aai-connectors/core', 'npm'),
    ],
  };
  const read = (file: string): Uint8Array => files[file]!;

  /** A registry that has these versions already. */
  function registry(known: Readonly<Record<string, string>> = {}): {
    readonly npm: Registry;
    readonly published: string[];
  } {
    const published: string[] = [];
    const npm: Registry = {
      integrityOf: (name) => Promise.resolve(known[name]),
      publish: (file) => Promise.resolve(void published.push(file)),
    };
    return { npm, published };
  }

  it('has the packages for npm, the core first', () =>
    expect(inOrder(manifest).map(({ file }) => file)).toEqual(['core.tgz', 'chain.tgz']));

  it('goes on after a run that stopped halfway', async () => {
    const { npm, published } = registry({ '@aai-connectors/core': integrity(files['core.tgz']!) });
    const lines: string[] = [];
    await publishAll(manifest, npm, read, (line) => lines.push(line));
    expect(published).toEqual(['chain.tgz']);
    expect(lines).toEqual([
      '@aai-connectors/core@1.0.0: already published with these contents',
      '@aai-connectors/a-chain@1.0.0: published',
    ]);
  });

  it('stops at a version with other contents', async () => {
    const { npm, published } = registry({ '@aai-connectors/core': 'sha512-other' });
    await expect(publishAll(manifest, npm, read, () => undefined)).rejects.toThrow('Make a new version');
    expect(published).toEqual([]);
  });

  it('publishes nothing if a file has changed since the build', async () => {
    const { npm, published } = registry();
    const swapped = (file: string): Uint8Array => (file === 'chain.tgz' ? Buffer.from('other') : read(file));
    await expect(publishAll(manifest, npm, swapped, () => undefined)).rejects.toThrow('chain.tgz is not the file');
    expect(published).toEqual([]);
  });
});

describe('A consumer', () => {
  it('runs on the Nodes of the package', () => {
    const node = (version: string) => ({ program: '', version });
    expect(isInRange(node('20.20.2'), '>=22')).toBe(false);
    expect(isInRange(node('22.0.0'), '>=22')).toBe(true);
    expect(isInRange(node('24.1.0'), '>=20.18')).toBe(true);
    expect(() => isInRange(node('24.1.0'), '^20')).toThrow('>=');
  });

  it('is written as its modules are', () => {
    const [core] = PROGRAMS;
    expect(fileOf(core!, 'ESM')).toMatch(/^import \{.+\} from '@aai-connectors\/core\/node';\n/);
    expect(fileOf(core!, 'CommonJS')).toMatch(/^const \{.+\} = require\('@aai-connectors\/core\/node'\);\n/);
  });
});

it('A table lines up', () =>
  expect(tableOf(['a', 'long head'], [['wide cell', 'b']])).toBe(
    '| a         | long head |\n| --------- | --------- |\n| wide cell | b         |',
  ));
