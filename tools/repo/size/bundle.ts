import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export interface Bundle {
  readonly code: string;
  /** Source map, JSON. */
  readonly map: string;
}

/** Bundles `code` and all that it imports for a browser, into one minified file. */
export async function bundle(code: string): Promise<Bundle> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: `${ROOT}tools/repo`, sourcefile: 'entry', loader: 'ts' },
    outfile: 'bundle.js',
    sourcemap: 'external',
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@aai-connectors/source'],
  });
  const [map, script] = outputFiles;
  return { code: script!.text, map: map!.text };
}

/** Bytes after gzip. */
export const gzipped = (text: string): number => gzipSync(text, { level: 9 }).byteLength;
