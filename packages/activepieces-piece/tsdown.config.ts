import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { 'src/index': 'src/index.ts' },
  format: ['cjs'],
  dts: false,
  outExtensions: () => ({ js: '.js' }),
  tsconfig: 'tsconfig.build.json',
  sourcemap: false,
  platform: 'node',
  target: 'node20',
  // The host installs nothing: the bundle contains everything.
  deps: { alwaysBundle: [/./], onlyBundle: false },
  minify: { compress: true, mangle: true, codegen: true },
  // The host finds the piece by the name of its class.
  outputOptions: { keepNames: true },
  copy: [{ from: 'src/i18n/*.json', to: 'dist/src/i18n' }],
});
