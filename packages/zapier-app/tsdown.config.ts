import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm'],
  dts: false,
  outExtensions: () => ({ js: '.js' }),
  tsconfig: 'tsconfig.build.json',
  sourcemap: false,
  platform: 'node',
  // What the host runs apps on.
  target: 'node22',
  deps: { alwaysBundle: [/^@aai-connectors\//], neverBundle: ['zapier-platform-core'] },
});
