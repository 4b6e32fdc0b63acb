/** How long the source files are. A file over its limit does more than one thing. */
import type { TextFile } from './files.ts';

/** The most lines that a source file of a package may have. */
export const LIMIT = 320;

/** Files with a different limit. */
const LIMITS: Readonly<Record<string, number>> = { 'session.ts': 199 };

export interface Size {
  readonly path: string;
  readonly lines: number;
  readonly limit: number;
}

/** Every file with its number of lines, the longest first. */
export const sizesOf = (files: readonly TextFile[]): readonly Size[] =>
  files
    .map(({ path, text }) => ({
      path,
      lines: text.replace(/\n$/, '').split('\n').length,
      limit: LIMITS[path.split('/').at(-1)!] ?? LIMIT,
    }))
    .toSorted((a, b) => b.lines - a.lines || a.path.localeCompare(b.path));

export const tooLong = (sizes: readonly Size[]): readonly Size[] => sizes.filter(({ lines, limit }) => lines > limit);
