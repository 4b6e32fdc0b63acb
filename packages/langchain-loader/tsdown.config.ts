import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  fixedExtension: true,
  dts: true,
  tsconfig: 'tsconfig.build.json',
  sourcemap: false,
  platform: 'node',
  target: 'node20',
});
