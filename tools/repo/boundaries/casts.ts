/** Casts by way of `unknown` in what is published, which the linter forbids. */
import type { TextFile } from './files.ts';

export interface Cast {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Why the line is exempt from the linter's rule; `undefined` if it is not exempt. */
  readonly reason: string | undefined;
}

const CAST = /\bas\s+unknown\s+as\b/g;
const EXEMPTION = /eslint-disable(?:-next-line|-line)?\s+no-restricted-syntax\s+--\s+(.+)/;

export const castsIn = (files: readonly TextFile[]): readonly Cast[] =>
  files.flatMap(({ path, text }) =>
    [...text.matchAll(CAST)].map(({ index }) => {
      const line = text.slice(0, index).split('\n').length;
      const near = text.split('\n').slice(Math.max(0, line - 2), line);
      const reason = near.map((one) => EXEMPTION.exec(one)?.[1]).find((found) => found !== undefined);
      return { file: path, line, reason };
    }),
  );
