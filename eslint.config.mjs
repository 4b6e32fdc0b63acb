import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Globals that the pure part of the core may not use. The host injects what it needs. */
const HOST_GLOBALS = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'queueMicrotask',
  'process',
  'Buffer',
  'console',
  'globalThis',
  'window',
  'self',
  'fetch',
  'XMLHttpRequest',
  'require',
  'localStorage',
].map((name) => ({
  name,
  message: 'The core uses no global of its host. Take it from the injected HostIo (src/host-io.ts).',
}));

const NODE_MODULES = { group: ['node:*'], message: 'Only src/node may use Node built-ins.' };

/** Which projects may know which. What holds for single folders is in .dependency-cruiser.cjs. */
const moduleBoundaries = ({ core, adapter, ...more }) => [
  'error',
  {
    enforceBuildableLibDependency: true,
    // An import of the package's own (`imports` in its manifest) is another file in another runtime.
    allow: ['#node'],
    depConstraints: [
      { sourceTag: 'scope:core', onlyDependOnLibsWithTags: core },
      { sourceTag: 'scope:adapter', onlyDependOnLibsWithTags: adapter },
      { sourceTag: 'scope:stand-in', onlyDependOnLibsWithTags: ['scope:stand-in'] },
      { sourceTag: 'scope:tools', onlyDependOnLibsWithTags: ['*'] },
    ],
    ...more,
  },
];

/** A value cast by way of `unknown`, in either spelling: the compiler then checks nothing about it. */
const DOUBLE_CAST = {
  selector:
    ':matches(TSAsExpression, TSTypeAssertion) > :matches(TSAsExpression, TSTypeAssertion)[typeAnnotation.type="TSUnknownKeyword"]',
  message:
    'A cast by way of unknown hides mistakes from the compiler. Type the value where it comes from, narrow it with a type guard, or use the helper of the library that types it. If none is possible, disable this rule on the line and say why.',
};

export default tseslint.config(
  { ignores: ['**/dist', '**/out-tsc', '**/node_modules', '**/coverage', '.nx'] },
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': moduleBoundaries({ core: ['scope:core'], adapter: ['scope:core'] }),
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-explicit-any': 'error',
      // A value that is known to be there is said so where it is; the compiler checks the rest.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    // Tests use the built package by its name, as its users do, and tools, which are never built. So do samples.
    files: ['**/test/**', 'packages/core/contract/samples/**'],
    rules: {
      '@nx/enforce-module-boundaries': moduleBoundaries({
        core: ['scope:core', 'scope:stand-in'],
        adapter: ['scope:core', 'scope:stand-in', 'scope:tools'],
        enforceBuildableLibDependency: false,
        allowCircularSelfDependency: true,
      }),
    },
  },
  {
    files: ['packages/*/src/**/*.ts', 'packages/n8n-node/{nodes,credentials}/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', DOUBLE_CAST] },
  },
  {
    files: ['packages/core/src/**/*.ts'],
    ignores: ['packages/core/src/web/**', 'packages/core/src/node/**'],
    rules: {
      'no-restricted-globals': ['error', ...HOST_GLOBALS],
      'no-restricted-imports': ['error', { patterns: [NODE_MODULES] }],
    },
  },
  {
    files: ['packages/core/src/web/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer', 'console', 'window', 'require'],
      'no-restricted-imports': ['error', { patterns: [NODE_MODULES] }],
    },
  },
);
