import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Lints each text as if it stood in its file; prints the rules that complain. Run from the root, whose tools these are. */
const PROGRAM = `
  import { text } from 'node:stream/consumers';
  import { ESLint } from 'eslint';
  // One config for all: the n8n node has another one nearer by, for n8n's own checks.
  const eslint = new ESLint({ overrideConfigFile: 'eslint.config.mjs' });
  const rules = [];
  for (const { filePath, code } of JSON.parse(await text(process.stdin))) {
    const [{ messages }] = await eslint.lintText(code, { filePath });
    rules.push(messages.map(({ ruleId, message }) => ruleId ?? message));
  }
  process.stdout.write(JSON.stringify(rules));
`;

interface Case {
  readonly name: string;
  readonly filePath: string;
  readonly code: string;
  readonly rules: readonly string[];
}

const BOUNDARY = '@nx/enforce-module-boundaries';
const CASES: readonly Case[] = [
  {
    name: 'an adapter that imports an adapter',
    filePath: 'packages/activepieces-piece/src/index.ts',
    code: `import '@aai-connectors/zapier-assemblyai';`,
    rules: [BOUNDARY],
  },
  {
    name: 'an adapter that imports a tool',
    filePath: 'packages/zapier-app/src/index.ts',
    code: `import '../../../tools/repo/boundaries/words.ts';`,
    rules: [BOUNDARY],
  },
  {
    name: 'a core that imports an adapter',
    filePath: 'packages/core/src/explain.ts',
    code: `import '@aai-connectors/langchain';`,
    rules: [BOUNDARY],
  },
  {
    name: 'no adapter that imports the core',
    filePath: 'packages/activepieces-piece/src/index.ts',
    code: `import '@aai-connectors/core';`,
    rules: [],
  },
  ...[
    'setTimeout(() => 1, 1);',
    'void process.env;',
    'void Buffer.alloc(1);',
    'void globalThis.name;',
    `void fetch('');`,
  ].map((code) => ({
    name: `io behind the main door: ${code}`,
    filePath: 'packages/core/src/explain.ts',
    code,
    rules: ['no-restricted-globals'],
  })),
  {
    name: 'a built-in of Node behind the main door',
    filePath: 'packages/core/src/explain.ts',
    code: `import 'node:fs';`,
    rules: ['no-restricted-imports'],
  },
  {
    name: 'Node behind the web door',
    filePath: 'packages/core/src/web/index.ts',
    code: `import 'node:fs';\nvoid Buffer.alloc(1);`,
    rules: ['no-restricted-imports', 'no-restricted-globals'],
  },
  {
    name: 'no timer and no global object behind the web door',
    filePath: 'packages/core/src/web/index.ts',
    code: `setTimeout(() => 1, 1);\nvoid globalThis.name;`,
    rules: [],
  },
  {
    name: 'no built-in of Node behind the door for Node',
    filePath: 'packages/core/src/node/index.ts',
    code: `import 'node:fs';`,
    rules: [],
  },
  ...[
    'packages/core/src/explain.ts',
    'packages/core/src/web/index.ts',
    'packages/zapier-app/src/index.ts',
    'packages/activepieces-piece/src/index.ts',
    'packages/langchain-loader/src/index.ts',
    'packages/n8n-node/src/client.ts',
    'packages/n8n-node/nodes/AssemblyAi/AssemblyAi.node.ts',
    'packages/n8n-node/credentials/AssemblyAiApi.credentials.ts',
  ].map((filePath) => ({
    name: `a cast by way of unknown in ${filePath}`,
    filePath,
    code: 'export const wrong = 1 as unknown as string;',
    rules: ['no-restricted-syntax'],
  })),
  ...['<string>(<unknown>1)', '<string>(1 as unknown)', '(<unknown>1) as string'].map((value) => ({
    name: `a cast by way of unknown: ${value}`,
    filePath: 'packages/core/src/explain.ts',
    code: `export const wrong = ${value};`,
    rules: ['no-restricted-syntax'],
  })),
  ...[
    'JSON.parse("1") as unknown',
    '({ a: 1 as unknown }) as object',
    '(JSON.parse("1") as { b: unknown }).b as string',
  ].map((value) => ({
    name: `no fault in a single cast: ${value}`,
    filePath: 'packages/core/src/explain.ts',
    code: `export const right = ${value};`,
    rules: [],
  })),
  {
    name: 'no fault in a cast by way of unknown in a test',
    filePath: 'packages/core/test/errors.test.ts',
    code: 'export const right = 1 as unknown as string;',
    rules: [],
  },
  {
    name: 'the type any',
    filePath: 'packages/core/src/explain.ts',
    code: 'export const wrong = (value: any): unknown => value;',
    rules: ['@typescript-eslint/no-explicit-any'],
  },
];

describe('the linter', () => {
  const found = new Map<string, readonly string[]>();

  const run = (args: readonly string[], input = ''): string => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', input });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };

  beforeAll(() => {
    // Without a cached graph of the projects the rule is skipped without a word.
    run(['node_modules/.bin/nx', 'show', 'projects']);
    const rules = JSON.parse(run(['--input-type=module', '-e', PROGRAM], JSON.stringify(CASES))) as string[][];
    CASES.forEach(({ name }, at) => found.set(name, rules[at] ?? []));
  });

  it.each(CASES)('finds $name', ({ name, rules }) => {
    expect(found.get(name)).toEqual(rules);
  });
});
