import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** A program in a page of documentation. */
export interface Snippet {
  /** The page, from the root of the repository. */
  readonly page: string;
  /** Line of the page on which the program starts, from 1. */
  readonly line: number;
  readonly code: string;
}

/** A block of code: its language, and the indentation that it shares with its fences. */
const BLOCK = /^( *)```(\w+)[^\n]*\n([\s\S]*?)^\1```$/gm;

const PROGRAMS = ['js', 'ts', 'typescript'];

/** The programs of a page in their order, each of which a reader can run. */
export function snippetsOf(page: string): readonly Snippet[] {
  return blocksOf(page)
    .filter(({ language }) => PROGRAMS.includes(language))
    .map(({ line, code }) => ({ page, line, code }));
}

/**
 * The blocks of a page as a single program, on their lines. Use it for pages in which each block continues the previous
 * block, like the cells of a notebook.
 */
export function programOf(page: string): Snippet {
  const snippets = snippetsOf(page);
  const first = snippets[0];
  if (first === undefined) throw new Error(`${page} contains no program.`);
  const code = snippets.reduce((text, one) => {
    const lines = text.split('\n').length;
    return `${text}${'\n'.repeat(Math.max(0, one.line - first.line - lines + 1))}${one.code}`;
  }, '');
  return { page, line: first.line, code };
}

/** A program block of a page, and what the page says it prints: the block of `text` after it. */
export interface Cell {
  readonly code: string;
  readonly output: string | undefined;
}

export const cellsOf = (page: string): readonly Cell[] => {
  const blocks = blocksOf(page);
  return blocks.flatMap(({ language, code }, at) => {
    if (!PROGRAMS.includes(language)) return [];
    const next = blocks[at + 1];
    return [{ code, output: next?.language === 'text' ? next.code : undefined }];
  });
};

interface Block {
  readonly language: string;
  readonly line: number;
  readonly code: string;
}

function blocksOf(page: string): readonly Block[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(BLOCK)].map(({ index, 1: indent = '', 2: language = '', 3: code = '' }) => ({
    language,
    line: text.slice(0, index).split('\n').length + 1,
    code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));
}
