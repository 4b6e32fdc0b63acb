import { SourceMap } from 'node:module';
import { type Bundle, gzipped } from './bundle.ts';

export interface ModuleShare {
  /** Path below `src`. */
  readonly path: string;
  /** Minified bytes. */
  readonly bytes: number;
  /**
   * Bytes that the gzip file loses without this module. Less than its share of the file, because what it has in common with
   * other modules stays.
   */
  readonly gzipBytes: number;
}

/** The modules of a bundle, the heaviest first. */
export function modulesOf({ code, map }: Bundle): readonly ModuleShare[] {
  const sources = new SourceMap(JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0]);
  const owners = code
    .split('\n')
    .flatMap((line, row) => [...Array.from(line, (_, column) => pathOf(sources, row, column)), '']);
  const whole = gzipped(code);
  return [...new Set(owners)]
    .filter((path) => path !== '')
    .map((path) => {
      const others = Array.from(code).filter((_, at) => owners[at] !== path);
      return { path, bytes: code.length - others.length, gzipBytes: whole - gzipped(others.join('')) };
    })
    .sort((a, b) => b.gzipBytes - a.gzipBytes);
}

function pathOf(sources: SourceMap, row: number, column: number): string {
  const entry = sources.findEntry(row, column);
  return 'originalSource' in entry ? entry.originalSource.replace(/^.*\/src\//, '') : '';
}
