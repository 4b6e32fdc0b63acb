import { SourceMap } from 'node:module';
import { type Bundle, gzipped } from './bundle.ts';

export interface Share {
  readonly name: string;
  /** Minified bytes. */
  readonly bytes: number;
  /**
   * Bytes that the gzip file loses without this code. Less than its share of the file, because what it has in common with
   * other code stays.
   */
  readonly gzipBytes: number;
}

/** The modules of a bundle by their paths below `src`, the heaviest first. */
export const modulesOf = (whole: Bundle): readonly Share[] => sharesOf(whole, (path) => path);

/** The parts of a bundle, the heaviest first. `nameOf` returns the part of a module. */
export function sharesOf(whole: Bundle, nameOf: (path: string) => string): readonly Share[] {
  const owners = ownersOf(whole).map((path) => path && nameOf(path));
  const characters = Array.from(whole.code);
  return [...new Set(owners)]
    .filter((name) => name !== '')
    .map((name) => {
      const others = characters.filter((_, at) => owners[at] !== name);
      return {
        name,
        bytes: characters.length - others.length,
        gzipBytes: gzipped(whole.code) - gzipped(others.join('')),
      };
    })
    .sort((a, b) => b.gzipBytes - a.gzipBytes);
}

/** For each character of the code, the path of its module below `src`; empty for code of the bundler. */
function ownersOf({ code, map }: Bundle): readonly string[] {
  const sources = new SourceMap(JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0]);
  const pathAt = (row: number, column: number): string => {
    const entry = sources.findEntry(row, column);
    return 'originalSource' in entry ? entry.originalSource.replace(/^.*\/src\//, '') : '';
  };
  return code.split('\n').flatMap((line, row) => [...Array.from(line, (_, column) => pathAt(row, column)), '']);
}
