/** The files that the boundary checks read. */
import { globSync, readFileSync } from 'node:fs';

/** A file of the repository. */
export interface TextFile {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** Paths of the repository in whose root the process runs, without what is installed or built. */
export const pathsOf = (...patterns: readonly string[]): readonly string[] =>
  globSync([...patterns], { exclude: (path) => /(?:^|[\\/])(?:node_modules|dist|out-tsc|coverage)$/.test(path) })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted();

export const filesOf = (...patterns: readonly string[]): readonly TextFile[] =>
  pathsOf(...patterns).map((path) => ({ path, text: readFileSync(path, 'utf8') }));

/** The source of every package. */
export const sourceFiles = (): readonly TextFile[] => filesOf('packages/*/{src,nodes,credentials}/**/*.ts');
