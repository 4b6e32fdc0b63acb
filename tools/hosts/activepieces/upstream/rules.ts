/** Imports that pieces must not have. */
export const FORBIDDEN_IMPORTS: readonly string[] = [
  'lodash',
  'lodash/*',
  '@activepieces/core-*',
  '@activepieces/server*',
  '@activepieces/engine',
  '@activepieces/shared',
];

/** The lint rules for pieces in the platform's repository, in the format of ESLint 8. */
export const UPSTREAM_RULES = {
  root: true,
  parser: '@typescript-eslint/parser',
  plugins: ['@typescript-eslint', 'unused-imports'],
  extends: ['eslint:recommended', 'plugin:@typescript-eslint/recommended'],
  env: { node: true, es2021: true },
  ignorePatterns: ['dist'],
  rules: {
    // The compiler knows which names exist.
    'no-undef': 'off',
    '@typescript-eslint/no-explicit-any': 'warn',
    '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    'unused-imports/no-unused-imports': 'error',
    'no-restricted-imports': ['error', { patterns: FORBIDDEN_IMPORTS }],
  },
};
