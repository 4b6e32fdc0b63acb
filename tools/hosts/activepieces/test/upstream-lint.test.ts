import { ESLint } from 'eslint';
import { expect, it } from 'vitest';
import tseslint from 'typescript-eslint';
import { FORBIDDEN_IMPORTS } from '../upstream/rules.ts';

/** The lint rules for pieces in the platform's repository. The framework there exports what `host-values.ts` imports. */
const UPSTREAM = [
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-imports': ['error', { patterns: FORBIDDEN_IMPORTS }],
    },
  },
  { files: ['**/host-values.ts'], rules: { 'no-restricted-imports': 'off' } },
] as const;

const ROOT = new URL('../../../../', import.meta.url).pathname;

const lint = (): ESLint =>
  new ESLint({ cwd: ROOT, overrideConfigFile: true, overrideConfig: UPSTREAM as never, ignore: false });

it("follows the platform's rules in every file", async () => {
  const results = await lint().lintFiles(['packages/activepieces-piece/src/**/*.ts']);
  const findings = results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, message }) => `${filePath.replace(ROOT, '')}:${line} ${message}`),
  );
  expect(results.length).toBeGreaterThan(10);
  expect(findings).toEqual([]);
}, 60_000);

it('finds what the rules forbid', async () => {
  const code = "import { isNil } from '@activepieces/shared';\nexport const thing: any = isNil(undefined);\n";
  const [result] = await lint().lintText(code, { filePath: 'packages/activepieces-piece/src/lib/thing.ts' });
  expect(result!.messages.map(({ ruleId }) => ruleId)).toEqual([
    'no-restricted-imports',
    '@typescript-eslint/no-explicit-any',
  ]);
}, 60_000);
