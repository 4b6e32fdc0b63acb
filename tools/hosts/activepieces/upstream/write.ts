import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Identity } from './identity.ts';
import { baseConfig, manifestFiles } from './manifest.ts';
import { pullRequest } from './pull-request.ts';
import { type CoreMode, sourceTree } from './sources.ts';

const CORE_MANIFEST = new URL('../../../../packages/core/package.json', import.meta.url);

export interface Written {
  /** The piece's folder, relative to the root of the tree. */
  readonly folder: string;
  /** Number of files in it. */
  readonly files: number;
}

/**
 * Writes the tree of a pull request. In a clone of the platform's repository, only the piece's folder and its entry in
 * the base configuration change.
 *
 * @param out root of the tree
 */
export function writeTree(out: string, identity: Identity, mode: CoreMode): Written {
  const folder = join('packages/pieces/community', identity.folder);
  const { version } = JSON.parse(readFileSync(CORE_MANIFEST, 'utf8')) as { readonly version: string };
  const files = new Map([...manifestFiles(identity, mode, version), ...sourceTree(mode)]);
  edit(files, 'src/index.ts', "displayName: 'AssemblyAI',", `displayName: '${identity.displayName}',`);
  edit(files, 'src/lib/host-values.ts', FROM_SHARED, FROM_FRAMEWORK);
  rmSync(join(out, folder), { recursive: true, force: true });
  for (const [path, text] of files) write(join(out, folder, path), text);
  const base = join(out, 'tsconfig.base.json');
  write(base, baseConfig(existsSync(base) ? readFileSync(base, 'utf8') : undefined, identity));
  write(join(out, 'PULL_REQUEST.md'), pullRequest(identity, mode));
  return { folder, files: files.size };
}

/** The platform's framework of 0.33, which the repository has, exports what the last one on npm does not. */
const FROM_SHARED = `// The framework exports these from 0.33 on, but the last version on npm is 0.32.0.
export { ExecutionType, MarkdownVariant, PieceCategory } from '@activepieces/shared';
export {
`;
const FROM_FRAMEWORK = `export {
  ExecutionType,
  MarkdownVariant,
  PieceCategory,
`;

/** @throws Error unless the file has the text once: then the source has changed, and the edit would be lost */
function edit(files: Map<string, string>, path: string, from: string, to: string): void {
  const text = files.get(path) ?? '';
  if (text.split(from).length !== 2) throw new Error(`${path} does not have this text once: ${from}`);
  files.set(
    path,
    text.replace(from, () => to),
  );
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
