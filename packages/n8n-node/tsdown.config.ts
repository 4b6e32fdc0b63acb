import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['cjs'],
  fixedExtension: true,
  dts: true,
  tsconfig: 'tsconfig.build.json',
  sourcemap: false,
  platform: 'node',
  target: 'node20',
  // A verified node has no dependencies: the core goes into the bundle.
  deps: { alwaysBundle: [/^@aai-connectors\//] },
});
