import { defineConfig } from 'tsdown';
import { licensesOf } from './bundle/licenses.ts';

/** Packages of the platform that the bundle replaces with the little that the piece uses of them. */
const REPLACED: Readonly<Record<string, string>> = {
  zod: 'bundle/schemas.ts',
  '@activepieces/shared': 'bundle/shared.ts',
};

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
  // The host finds the piece by the name of its class.
  minify: { compress: true, mangle: { keepNames: { class: true, function: false } }, codegen: true },
  plugins: [
    {
      name: 'replaced-packages',
      resolveId(id) {
        const file = REPLACED[id];
        return file === undefined ? undefined : new URL(file, import.meta.url).pathname;
      },
    },
    {
      name: 'licenses',
      generateBundle(_, bundle) {
        const files = Object.values(bundle).flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
        this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source: licensesOf(files) });
      },
    },
  ],
  copy: [{ from: 'src/i18n/*.json', to: 'dist/src/i18n' }],
});
