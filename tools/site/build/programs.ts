import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Programs } from '../html/shell.ts';
import type { Asset } from '../content/page.ts';

export interface BuiltPrograms {
  readonly programs: Programs;
  readonly assets: readonly Asset[];
}

const ENTRIES = { page: 'browser/page.ts', tryIt: 'browser/try-it/main.tsx' } as const;

/** A file of the bundle, as far as it is read here. */
interface BuiltFile {
  readonly fileName: string;
  readonly type: 'chunk' | 'asset';
  readonly code?: string;
  readonly source?: string | Uint8Array;
  readonly facadeModuleId?: string | null;
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> };
}

/** Bundles the programs of the pages from source. */
export async function buildPrograms(): Promise<BuiltPrograms> {
  const root = fileURLToPath(new URL('../', import.meta.url));
  const result = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    base: './',
    publicDir: false,
    resolve: { conditions: ['@aai-connectors/source', 'module', 'browser', 'production'] },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        checks: { pluginTimings: false },
        input: { page: `${root}${ENTRIES.page}`, tryIt: `${root}${ENTRIES.tryIt}` },
      },
    },
  });
  const files = (result as { readonly output: readonly BuiltFile[] }).output;
  const entry = (path: string): BuiltFile => {
    const file = files.find(({ facadeModuleId }) => facadeModuleId?.replaceAll('\\', '/').endsWith(path) === true);
    if (file === undefined) throw new Error(`Vite built no file for ${path}.`);
    return file;
  };
  const [page, tryIt] = [entry(ENTRIES.page), entry(ENTRIES.tryIt)];
  const cssOf = ({ viteMetadata }: BuiltFile): readonly string[] => [...(viteMetadata?.importedCss ?? [])];
  return {
    programs: { page: page.fileName, tryIt: tryIt.fileName, styles: cssOf(page), tryItStyles: cssOf(tryIt) },
    assets: files.map(({ fileName, code, source }) => ({ path: fileName, content: code ?? source ?? '' })),
  };
}
