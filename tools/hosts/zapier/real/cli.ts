import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The platform's own command line. */
export const CLI = join(dirname(require.resolve('zapier-platform-cli/package.json')), 'src/bin/run');

/** Without update prompts and without requests to Zapier's servers. */
export const cliEnvironment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  ...process.env,
  DISABLE_ZAPIER_ANALYTICS: '1',
  // If this runs in a process of vitest, the platform assumes that its own tests are running.
  NODE_ENV: 'production',
  ...more,
});
