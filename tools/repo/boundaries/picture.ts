/** Compares the picture of the floors at the top of CONTRIBUTING.md with the import graph. */
import type { Module } from './graph.ts';

/** A box of the picture, and the folders or files that it stands for. */
export interface Box {
  readonly id: string;
  readonly paths: readonly string[];
}

/** `source`: a solid arrow, imports of source files. `tests`: a dotted arrow, imports that only tests make. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly kind: 'source' | 'tests';
}

export interface Picture {
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/**
 * Reads the first Mermaid diagram of a Markdown text. A box is `id["Title<br>path<br>path"]`, where a line with a slash
 * and without a space is a path; an arrow is `a --> b` or, for tests, `a -.-> b`, with `&` between several boxes.
 *
 * @throws Error when there is no diagram, or an arrow names no box.
 */
export function parsePicture(markdown: string): Picture {
  const diagram = /^```mermaid\n([\s\S]*?)^```$/m.exec(markdown)?.[1];
  if (diagram === undefined) throw new Error('There is no Mermaid diagram.');
  const boxes: Box[] = [];
  for (const [, id, label] of diagram.matchAll(/(\w+)\["([^"]*)"\]/g)) {
    const paths = label!.split('<br>').filter((line) => /^[\w./-]+$/.test(line) && line.includes('/'));
    if (paths.length > 0) boxes.push({ id: id!, paths });
  }
  const arrows: Arrow[] = [];
  for (const line of diagram.split('\n')) {
    const match = /^\s*([\w &]+?)\s*(-->|-\.->)\s*([\w &]+?)\s*$/.exec(line);
    if (match === null) continue;
    const [, from, arrow, to] = match;
    for (const one of idsIn(from!)) {
      for (const other of idsIn(to!)) {
        arrows.push({ from: one, to: other, kind: arrow === '-->' ? 'source' : 'tests' });
      }
    }
  }
  const unknown = arrows.flatMap(({ from, to }) => [from, to]).find((id) => !boxes.some((box) => box.id === id));
  if (unknown !== undefined)
    throw new Error(`An arrow of the picture names "${unknown}", which is no box with a path.`);
  return { boxes, arrows };
}

const idsIn = (text: string): readonly string[] => text.split('&').map((id) => id.trim());

const isTest = (path: string): boolean => /\/test\//.test(path);

/** `packages/core` of `packages/core/test/a.test.ts`. */
const workspaceOf = (path: string): string => /^(?:packages|tools(?:\/hosts)?)\/[^/]+/.exec(path)?.[0] ?? '';

/**
 * The arrows between the boxes, from the imports. A file belongs to the box with the longest matching path. Imports from
 * the tests of a workspace to its own source are left out.
 */
export function arrowsOf(boxes: readonly Box[], modules: readonly Module[]): readonly Arrow[] {
  const kinds = new Map<string, Arrow>();
  for (const { path, imports } of modules) {
    const from = boxOf(boxes, path);
    for (const target of imports) {
      const to = boxOf(boxes, target);
      if (from === undefined || to === undefined || from === to) continue;
      if (isTest(path) && workspaceOf(path) === workspaceOf(target)) continue;
      const key = `${from} ${to}`;
      if (kinds.get(key)?.kind !== 'source') kinds.set(key, { from, to, kind: isTest(path) ? 'tests' : 'source' });
    }
  }
  return [...kinds.values()];
}

function boxOf(boxes: readonly Box[], path: string): string | undefined {
  let best: { readonly id: string; readonly length: number } | undefined;
  for (const { id, paths } of boxes) {
    for (const prefix of paths) {
      const fits = path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);
      if (fits && prefix.length > (best?.length ?? 0)) best = { id, length: prefix.length };
    }
  }
  return best?.id;
}

/** What is wrong with the picture, one sentence each; nothing where it is true. */
export function pictureProblems({ boxes, arrows }: Picture, modules: readonly Module[]): readonly string[] {
  const drawn = new Map(arrows.map((arrow) => [`${arrow.from} ${arrow.to}`, arrow.kind]));
  const real = new Map(arrowsOf(boxes, modules).map((arrow) => [`${arrow.from} ${arrow.to}`, arrow.kind]));
  const empty = boxes.flatMap(({ id, paths }) =>
    paths
      .filter((prefix) => !modules.some(({ path }) => boxOf([{ id, paths: [prefix] }], path) !== undefined))
      .map((prefix) => `The box "${id}" names ${prefix}, where no file is.`),
  );
  const homeless = modules
    .filter(({ path }) => boxOf(boxes, path) === undefined)
    .map(({ path }) => `${path} belongs to no box.`);
  const wrong = [...new Set([...drawn.keys(), ...real.keys()])].flatMap((key) => {
    const [from, to] = key.split(' ');
    const [is, says] = [real.get(key), drawn.get(key)];
    if (is === says) return [];
    if (is === undefined) return [`The picture has an arrow from ${from} to ${to}, but nothing is imported there.`];
    if (says === undefined) return [`The picture lacks an arrow from ${from} to ${to} (${is}).`];
    return [`The arrow from ${from} to ${to} is drawn for ${says}, but stands for ${is}.`];
  });
  return [...empty, ...homeless, ...wrong];
}
