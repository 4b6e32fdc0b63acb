import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts', 'src/node.ts', 'src/no-node.ts'],
  format: ['esm', 'cjs'],
  fixedExtension: true,
  dts: true,
  tsconfig: 'tsconfig.build.json',
  sourcemap: false,
  platform: 'neutral',
  target: 'node20',
  deps: { neverBundle: [/^node:/, '#node'] },
});
