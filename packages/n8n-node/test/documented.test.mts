import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('..', import.meta.url).pathname;

/** Names of the engine's private state, which no documented interface of a node has. */
const PRIVATE = [
  'nodeExecutionStack',
  'waitingExecution',
  'runExecutionData',
  'additionalData',
  'executionData',
  'resultData',
  'workflowExecute',
];

/** Ways around the types of n8n's interfaces. */
const AROUND = [
  /\bas\s+(?:unknown|any|never)\b/,
  /<any>|:\s*any\b/,
  /@ts-(?:ignore|expect-error|nocheck)/,
  /\b(?:host|this|context|functions)\s+as\b/,
  /\bReflect\.|\beval\(|\brequire\(/,
  /\b__proto__\b/,
];

const PRIVATE_NAME = new RegExp(`\\b(?:${PRIVATE.join('|')})\\b`);

/** Lines without comments that match, each with its file. */
function found(files: readonly string[], patterns: readonly RegExp[]): string[] {
  return files.flatMap((file) =>
    readFileSync(ROOT + file, 'utf8')
      .replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '')
      .split('\n')
      .filter((line) => patterns.some((pattern) => pattern.test(line)))
      .map((line) => `${file}: ${line.trim()}`),
  );
}

describe('The nodes use only what n8n documents', () => {
  const source = globSync('{src,nodes,credentials}/**/*.ts', { cwd: ROOT });
  const built = globSync('dist/{nodes,credentials,lib}/**/*.js', { cwd: ROOT });

  it('in the source: no name of the private state, no way around the types', () => {
    expect(source.length).toBeGreaterThan(30);
    expect(found(source, [PRIVATE_NAME, ...AROUND])).toEqual([]);
  });

  it('in the built files: no name of the private state', () => {
    expect(built.length).toBeGreaterThan(3);
    expect(found(built, [PRIVATE_NAME])).toEqual([]);
  });

  it.each([
    'const { nodeExecutionStack } = host;',
    'const engine = host as unknown as Engine;',
    'const engine = this as Engine;',
    'const engine: any = host;',
    '// @ts-expect-error',
  ])('finds %s', (line) => expect([PRIVATE_NAME, ...AROUND].some((pattern) => pattern.test(line))).toBe(true));
});
