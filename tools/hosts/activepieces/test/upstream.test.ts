import { findEntry } from '@aai-connectors/core';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { OFFICIAL_IDENTITY, ownIdentity, RENAMED_ACTIONS } from '../upstream/identity.ts';
import { baseConfig } from '../upstream/manifest.ts';
import { FORBIDDEN_IMPORTS } from '../upstream/rules.ts';
import { sourceTree, withPlainImports } from '../upstream/sources.ts';
import { writeTree } from '../upstream/write.ts';

const OWN = ownIdentity('0.1.0');
const out = mkdtempSync(join(tmpdir(), 'upstream-test-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

const read = (...path: string[]): string => readFileSync(join(out, ...path), 'utf8');
const specifiersIn = (text: string): readonly string[] =>
  [...text.matchAll(/\bfrom '([^']+)'/g)].map(([, specifier]) => specifier!);

describe('The tree with the core in it', () => {
  const tree = sourceTree('vendored');
  const code = [...tree].filter(([path]) => path.endsWith('.ts'));

  it('imports only its own files and the framework', () => {
    const packages = code.flatMap(([, text]) => specifiersIn(text)).filter((one) => !one.startsWith('.'));
    // The export replaces the import of `host-values.ts`, see the next test.
    expect([...new Set(packages)].sort()).toEqual(['@activepieces/pieces-framework', '@activepieces/shared']);
  });

  it('has each imported file, and each file of the core only because it is imported', () => {
    const imported = new Set(
      code.flatMap(([path, text]) =>
        specifiersIn(text)
          .filter((one) => one.startsWith('.'))
          .map((one) => `${join(path, '..', one)}.ts`),
      ),
    );
    expect([...imported].filter((path) => !tree.has(path))).toEqual([]);
    expect(code.map(([path]) => path).filter((path) => path !== 'src/index.ts' && !imported.has(path))).toEqual([]);
  });

  it('leaves out what the piece does not use of the core', () => {
    expect([...tree.keys()].filter((path) => /^src\/core\/(streaming|node)\//.test(path))).toEqual([]);
  });

  it('has the translations', () => {
    expect(tree.has('src/i18n/translation.json')).toBe(true);
    expect(tree.has('src/i18n/de.json')).toBe(true);
  });
});

it('the tree with the core as a dependency imports the package', () => {
  const tree = sourceTree('dependency');
  expect(tree.get('src/lib/core.ts')).toContain("from '@aai-connectors/core'");
  expect([...tree.keys()].some((path) => path.startsWith('src/core/'))).toBe(false);
});

describe.each([OWN, OFFICIAL_IDENTITY])('Written as $packageName', (identity) => {
  const { folder } = writeTree(out, identity, 'vendored');

  it('has the layout of a piece', () => {
    expect(folder).toBe(`packages/pieces/community/${identity.folder}`);
    expect(JSON.parse(read(folder, 'package.json'))).toMatchObject({
      name: identity.packageName,
      version: identity.version,
      main: './dist/src/index.js',
      scripts: { build: expect.any(String) as string, lint: "eslint 'src/**/*.ts'" },
    });
    expect(JSON.parse(read(folder, 'tsconfig.json'))).toMatchObject({ extends: '../../../../tsconfig.base.json' });
    expect(JSON.parse(read(folder, '.eslintrc.json'))).toMatchObject({ extends: ['../../../../.eslintrc.json'] });
  });

  it('imports nothing that the platform forbids', () => {
    const specifiers = specifiersIn(read(folder, 'src/lib/host-values.ts'));
    expect(specifiers.filter((one) => FORBIDDEN_IMPORTS.includes(one))).toEqual([]);
  });

  it('has its name in the list of pieces', () => {
    expect(read(folder, 'src/index.ts')).toContain(`displayName: '${identity.displayName}'`);
  });
});

it.each(Object.entries(RENAMED_ACTIONS))('the official %s is the action %s', (official, name) => {
  expect(findEntry(name)).toBeDefined();
  writeTree(out, OFFICIAL_IDENTITY, 'dependency');
  expect(read('PULL_REQUEST.md')).toContain(`| \`${official}\` | \`${name}\` |`);
});

describe('The base configuration', () => {
  const current = `{
  "compilerOptions": {
    "paths": {
      "@activepieces/engine": ["packages/engine/src/main.ts"],
      "@activepieces/piece-asana": ["packages/pieces/community/asana/src/index.ts"],
      "@activepieces/piece-attio": [
        "packages/pieces/community/attio/src/index.ts"
      ]
    }
  }
}
`;

  it('of a clone gets one entry at its place, and keeps the rest', () => {
    const text = baseConfig(current, OWN);
    const { paths } = (JSON.parse(text) as { compilerOptions: { paths: object } }).compilerOptions;
    expect(Object.keys(paths)).toEqual([
      '@activepieces/engine',
      '@activepieces/piece-asana',
      OWN.packageName,
      '@activepieces/piece-attio',
    ]);
    expect(text.split('\n').filter((line) => !current.includes(line))).toHaveLength(3);
  });

  it('does not change if it has the entry', () => {
    const once = baseConfig(current, OWN);
    expect(baseConfig(once, OWN)).toBe(once);
  });

  it('is not lost from a clone when the tree is written', () => {
    writeFileSync(join(out, 'tsconfig.base.json'), current);
    writeTree(out, OWN, 'dependency');
    expect(read('tsconfig.base.json')).toContain('piece-attio');
  });
});

it.each([
  ["import { a } from './a.ts';", "import { a } from './a';"],
  ["export * from '../b.ts';", "export * from '../b';"],
  ["const text = './c.ts';", "const text = './c.ts';"],
  ["import { d } from 'd.ts';", "import { d } from 'd.ts';"],
])('writes %j as %j', (text, plain) => {
  expect(withPlainImports(text)).toBe(plain);
});
