import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { type Licensed, licensedIn, packagesOf } from './licenses.ts';

const PLATFORM = 'zapier-platform-core';
const SCHEMA = 'zapier-platform-schema';
const WRAPPER = 'zapierwrapper.mjs';

/** The bundle. It stays CommonJS, because code of the platform breaks in strict mode, which modules have. */
export const BUNDLE = 'platform.cjs';

/** Loads the bundle with `createRequire`, because `import` would parse all of it for the names of its exports. */
const entryWith = (names: readonly string[]): string => `import { createRequire } from 'node:module';
const platform = createRequire(import.meta.url)('./${BUNDLE}');
export const { ${names.join(', ')} } = platform;
export default platform;
`;

/**
 * Only `validate` needs the validators of the definition, and making them is two fifths of the platform's start. They are
 * in the bundle, and are made when they are first used.
 */
const deferredSchema: Plugin = {
  name: 'deferred-schema',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^${SCHEMA}$`) }, ({ importer, namespace }) =>
      namespace === 'deferred' || !importer.includes(join(PLATFORM, 'src'))
        ? undefined
        : { path: SCHEMA, namespace: 'deferred', pluginData: { from: importer } },
    );
    onLoad({ filter: /.*/, namespace: 'deferred' }, ({ pluginData }) => ({
      contents: `exports.validateAppDefinition = (definition) => require('${SCHEMA}').validateAppDefinition(definition);`,
      resolveDir: join((pluginData as { readonly from: string }).from, '..'),
    }));
  },
};

/**
 * Replaces the installed packages of an app by one file: the platform's core with everything that it needs. The CLI then
 * packs one file instead of several hundred, and Node opens and parses one. Name, version, and exports stay the same.
 *
 * @param stage folder of an app with the platform's core installed
 * @returns everything in the bundle, with its licenses
 */
export async function bundlePlatform(stage: string): Promise<readonly Licensed[]> {
  const folder = join(stage, 'node_modules', PLATFORM);
  const { metafile, outputFiles } = await build({
    absWorkingDir: stage,
    entryPoints: [join(folder, 'index.js')],
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    write: false,
    // As the CLI resolves packages.
    conditions: [],
    logLevel: 'silent',
    // An integration test of the platform loads it. No app does.
    external: ['../test/userapp'],
    define: { 'module.paths': '__paths' },
    banner: { js: 'const __paths = module.paths;' },
    plugins: [deferredSchema],
  });
  const packages = packagesOf(Object.keys(metafile.inputs), stage).map(licensedIn);
  const names = Object.keys((await import(pathToFileURL(join(folder, 'index.mjs')).href)) as object).filter(
    (one) => one !== 'default',
  );
  // The CLI copies it to the start of the zip.
  const wrapper = readFileSync(join(folder, 'include', WRAPPER));
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>;
  const { name, version, license } = manifest;
  rmSync(join(stage, 'node_modules'), { recursive: true });
  mkdirSync(join(folder, 'include'), { recursive: true });
  writeFileSync(join(folder, 'include', WRAPPER), wrapper);
  writeFileSync(join(folder, BUNDLE), outputFiles[0]!.text);
  writeFileSync(join(folder, 'index.js'), entryWith(names));
  const exports = { '.': './index.js', './package.json': './package.json' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version, license, type: 'module', exports }));
  return packages;
}
