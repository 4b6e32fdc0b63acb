import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The platform's own command line. */
export const CLI = join(dirname(require.resolve('zapier-platform-cli/package.json')), 'src/bin/run');

/** Without the question for an update and without a look at their servers. */
export const cliEnvironment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  ...process.env,
  DISABLE_ZAPIER_ANALYTICS: '1',
  // A check of ours may run in one of vitest's processes, which the platform takes for a test of its own.
  NODE_ENV: 'production',
  ...more,
});
