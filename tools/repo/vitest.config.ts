import { defineConfig } from 'vitest/config';

/** How the tests of every tool run; each tool is its own root. */
export default defineConfig({
  root: process.cwd(),
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'coverage/tests.json' }]],
  },
});
