import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The bundled plugin, which Rivet loads as one file. */
export const BUNDLE = path('../dist/rivet/index.mjs');

/** Bundles the plugin with the core, and without Rivet. Returns its size in bytes. */
export async function bundlePlugin(): Promise<number> {
  const { metafile } = await build({
    entryPoints: [path('plugin.ts')],
    outfile: BUNDLE,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2023',
    conditions: ['@aai-connectors/source'],
    external: ['@ironclad/*'],
    metafile: true,
    logLevel: 'error',
  });
  const output = Object.values(metafile.outputs)[0]!;
  if (output.imports.length > 0) throw new Error(`The bundle imports ${output.imports[0]!.path}.`);
  return output.bytes;
}
