import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asCommonJs } from '../package-checks/common-js.ts';
import { cellsOf, programOf, snippetsOf } from '../package-checks/snippets.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

describe('programs in documentation', () => {
  let folder = '';
  let page = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'aai-page-'));
    const file = join(folder, 'page.mdx');
    writeFileSync(
      file,
      [
        '# Page',
        '```typescript',
        "import { a } from 'a';",
        '```',
        '```bash npm',
        'npm install a',
        '```',
        'Text',
        '<Tabs>',
        '    ```ts title',
        '    a(',
        '      1);',
        '    ```',
        '</Tabs>',
        '```text',
        '1',
        '```',
      ].join('\n'),
    );
    page = relative(ROOT, file);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are found in each language of programs, with their line and without their indentation', () => {
    expect(snippetsOf(page)).toEqual([
      { page, line: 3, code: "import { a } from 'a';\n" },
      { page, line: 11, code: 'a(\n  1);\n' },
    ]);
  });

  it('keep their lines when they become one program', () => {
    const { line, code } = programOf(page);
    expect(line).toBe(3);
    expect(code.split('\n').indexOf('a(') + line).toBe(11);
  });

  it('have the output that follows them', () => {
    expect(cellsOf(page).map(({ output }) => output)).toEqual([undefined, '1\n']);
  });
});

describe('an ES module as CommonJS', () => {
  it('requires what it imported, as values and as types, and keeps its lines', () => {
    const code = asCommonJs(
      [
        "import whole, { a, type B as C } from 'x';",
        'import {',
        '  d,',
        "} from 'y';",
        "import * as all from 'z';",
        "import 'w';",
        'await a(d);',
        '',
      ].join('\n'),
    );
    expect(code.split('\n').indexOf('await a(d);')).toBe(6);
    expect(code).not.toMatch(/\bfrom\b/);
    expect(code.replaceAll('\n', ' ')).toMatch(
      /^import module0 = require\('x'\); import a = module0\.a; import C = module0\.B; import whole = module0\.default; import module1 = require\('y'\); import d = module1\.d; import all = require\('z'\); require\('w'\); async function main\(\)/,
    );
  });
});
