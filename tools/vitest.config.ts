import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'runtimes/**', 'out-tsc/**'],
    reporters: ['default', ['json', { outputFile: 'coverage/tests.json' }]],
  },
});
