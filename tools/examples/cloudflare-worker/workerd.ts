import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';

/** Runs the Worker in workerd, the runtime of Cloudflare. */
export async function startWorker(bindings: Readonly<Record<string, string>>, port = 0): Promise<Miniflare> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('worker.ts', import.meta.url))],
    ...{ bundle: true, write: false, format: 'esm', target: 'es2022', platform: 'browser' },
    conditions: ['@aai-connectors/source', 'workerd'],
  });
  return new Miniflare({
    ...{ modules: true, script: outputFiles[0]!.text, compatibilityDate: '2026-01-01' },
    ...{ bindings: { ...bindings }, host: '127.0.0.1', port },
  });
}
