/** The files that the word test reads. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TextFile } from '../boundaries/files.ts';

/** Written by a program from texts that are checked where they stand. */
const GENERATED = /^\/\/ Generated from /;

/** Texts of others, recorded data, and golden sheets, which repeat the catalogue. */
const NOT_OURS = [
  /^packages\/core\/contract\/[^/]+\.md$/,
  /\/fixtures\/(?!README\.md$)/,
  /\/test\/forms\//,
  /^tools\/(?:stand-in|repo\/drift)\/spec\/(?!README\.md$)/,
  /^tools\/stand-in\/audio\/(?!README\.md$)/,
];

const PATTERNS = [
  '*.{md,cjs,mjs}',
  '.nx/version-plans/*.md',
  'package.json',
  '.github/**/*.{md,yml}',
  '{packages,tools}/**/*.{ts,tsx,mts,mjs,cjs,md,mdx,yml}',
  '{packages,tools}/**/package.json',
  'packages/*/templates/**/*.json',
  'packages/n8n-node/nodes/**/*.json',
];

/**
 * Everything in the repository that people read.
 *
 * @param paths files or folders to keep to, from the root of the repository; all if empty.
 * @param root folder of the repository.
 */
export function readFiles(paths: readonly string[] = [], root = '.'): readonly TextFile[] {
  const wanted = paths.map((path) => path.replace(/^\.\//, '').replace(/\/$/, ''));
  return globSync(PATTERNS, {
    cwd: root,
    exclude: (path) => /(?:^|[\\/])(?:node_modules|dist|out-tsc|coverage)$/.test(path),
  })
    .map((path) => path.replaceAll('\\', '/'))
    .filter(
      (path) =>
        !NOT_OURS.some((pattern) => pattern.test(path)) &&
        (wanted.length === 0 || wanted.some((one) => path === one || path.startsWith(`${one}/`))),
    )
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
    .filter(({ text }) => !GENERATED.test(text));
}

/** `packages/core`, `tools/hosts/n8n`, or the root. */
export const packageOf = (path: string): string =>
  /^(?:tools\/hosts\/[^/]+|(?:packages|tools)\/[^/]+)(?=\/)/.exec(path)?.[0] ?? '(root)';
