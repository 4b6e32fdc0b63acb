import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parameterNames, slips } from '../boundaries/words.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

describe('the rules of who may know whom', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aai-boundaries-'));
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.base.json', 'package.json']) {
      await copyFile(join(ROOT, file), join(folder, file));
    }
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const cruise = async (files: Readonly<Record<string, string>>): Promise<string> => {
    await rm(join(folder, 'packages'), { recursive: true, force: true });
    await rm(join(folder, 'tools'), { recursive: true, force: true });
    for (const [path, text] of Object.entries({
      'packages/core/package.json': '{"name":"core"}',
      'tools/package.json': '{"name":"tools"}',
      ...files,
    })) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const args = [
      join(ROOT, 'node_modules/.bin/depcruise'),
      'packages',
      'tools',
      '--config',
      '.dependency-cruiser.cjs',
    ];
    const { stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { NO_COLOR: '1' },
    });
    return stdout + stderr;
  };

  it.each([
    [
      'core-is-a-leaf',
      { 'packages/core/src/a.ts': `import '../../zapier-app/src/b.ts';`, 'packages/zapier-app/src/b.ts': 'export {};' },
    ],
    [
      'adapter-to-adapter',
      {
        'packages/n8n-node/src/a.ts': `import '../../zapier-app/src/b.ts';`,
        'packages/zapier-app/src/b.ts': 'export {};',
      },
    ],
    [
      'main-door-has-no-io',
      { 'packages/core/src/a.ts': `import './web/b.ts';`, 'packages/core/src/web/b.ts': 'export {};' },
    ],
    ['web-does-not-need-node', { 'packages/core/src/web/a.ts': `import 'node:fs';` }],
    ['core-has-no-dependencies', { 'packages/core/src/a.ts': `import 'vitest';` }],
    [
      'source-to-tools-or-tests',
      { 'packages/zapier-app/src/a.ts': `import '../../../tools/b.ts';`, 'tools/b.ts': 'export {};' },
    ],
    [
      'no-reaching-inside',
      {
        'packages/zapier-app/src/a.ts': `import '../../core/src/inner.ts';`,
        'packages/core/src/inner.ts': 'export {};',
      },
    ],
    [
      'no-reaching-inside-adapters',
      {
        'tools/a.ts': `import '../packages/zapier-app/src/inner.ts';`,
        'packages/zapier-app/src/inner.ts': 'export {};',
      },
    ],
    [
      'no-undeclared',
      { 'packages/zapier-app/package.json': '{"name":"app"}', 'packages/zapier-app/src/a.ts': `import 'vitest';` },
    ],
    [
      'no-cycles',
      {
        'packages/core/src/a.ts': `import './b.ts';\nexport const a = 1;`,
        'packages/core/src/b.ts': `import './a.ts';\nexport const b = 1;`,
      },
    ],
    ['no-unresolved', { 'packages/core/src/a.ts': `import './nowhere.ts';` }],
  ])('catch a breach of %s', async (rule, files) => {
    expect(await cruise(files)).toContain(`error ${rule}`);
  });

  it.each([
    [
      'of type-only imports',
      {
        'packages/core/src/a.ts': `import type { B } from './b.ts';\nexport interface A { readonly b?: B }`,
        'packages/core/src/b.ts': `import type { A } from './a.ts';\nexport interface B { readonly a?: A }`,
      },
    ],
    [
      'of three files with one type-only import',
      {
        'tools/a.ts': `import { b } from './b.ts';\nexport type A = typeof b;`,
        'tools/b.ts': `export { c as b } from './c.ts';`,
        'tools/c.ts': `import { type A } from './a.ts';\nexport const c: { readonly a?: A } = {};`,
      },
    ],
  ])('catch a circle %s', async (_kind, files) => {
    expect(await cruise(files)).toContain('error no-cycles');
  });

  it('say nothing where all is well', async () => {
    const files = {
      'packages/core/src/index.ts': `import './inner.ts';`,
      'packages/core/src/inner.ts': 'export {};',
      'packages/core/src/node/index.ts': `import 'node:fs';\nimport '../inner.ts';`,
    };
    expect(await cruise(files)).toContain('no dependency violations');
  });
});

describe('the words', () => {
  it('know the parameters from the catalogue', () => {
    expect(parameterNames()).toEqual(expect.arrayContaining(['speaker_labels', 'speech_threshold']));
  });

  it('find a host in the core and a parameter in an adapter, and nothing else', () => {
    const files = [
      { path: 'packages/core/src/a.ts', text: 'const a = 1;\n// as n8n does\nconst zapierIo = 1;' },
      { path: 'packages/core/src/b.ts', text: 'const speaker_labels = true;' },
      { path: 'packages/zapier-app/src/c.ts', text: 'body.speaker_labels = true; // Zapier' },
    ];
    expect(slips(files, ['speaker_labels']).map(({ file, line, word }) => [file, line, word])).toEqual([
      ['packages/core/src/a.ts', 2, 'n8n'],
      ['packages/core/src/a.ts', 3, 'zapier'],
      ['packages/zapier-app/src/c.ts', 1, 'speaker_labels'],
    ]);
  });
});
