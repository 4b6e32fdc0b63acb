import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The platform's command line. */
export const CLI = join(dirname(require.resolve('zapier-platform-cli/package.json')), 'src/bin/run');

/** Turns off the update prompt and the analytics. */
export const cliEnvironment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  ...process.env,
  DISABLE_ZAPIER_ANALYTICS: '1',
  // The platform takes a process of Vitest for a test of the platform.
  NODE_ENV: 'production',
  ...more,
});
