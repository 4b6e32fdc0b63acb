import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allTags, commitAndTag } from './clone.ts';
import { edit, raiseFollowers } from './followers.ts';
import { mustRun } from './run.ts';

const PLANS = '.nx/version-plans';

/** Stands for the plans of a release while there is none, so that a dry run always shows all steps. */
const SAMPLE_PLAN = `---
__default__: patch
---

Dry run: no version plan has been written since the last release.
`;

export interface Versioned {
  readonly version: string;
  readonly tag: string;
  /** Version plans that the release used up. */
  readonly plans: number;
  /** Changelogs that have an entry for the version. */
  readonly changelogs: readonly string[];
}

export const versionIn = (folder: string): string =>
  (JSON.parse(readFileSync(join(folder, 'packages/core/package.json'), 'utf8')) as { readonly version: string })
    .version;

/**
 * Makes the next version in a work tree: manifests, lock file, changelogs, commit and tag. Pushes nothing.
 *
 * @param sample whether a sample plan stands in if there is no version plan
 * @throws Error if there is no version plan, or the lock file does not fit the manifests
 */
export function makeVersion(folder: string, { sample }: { readonly sample: boolean }): Versioned {
  const plans = existsSync(join(folder, PLANS)) ? readdirSync(join(folder, PLANS)) : [];
  if (plans.length === 0) {
    if (!sample) throw new Error(`There is no version plan in ${PLANS}. Nothing has changed for users.`);
    mkdirSync(join(folder, PLANS), { recursive: true });
    writeFileSync(join(folder, PLANS, 'dry-run.md'), SAMPLE_PLAN);
  }
  const isFirst = allTags(folder).length === 0;
  for (const path of changelogs(folder)) edit(join(folder, path), closed);
  mustRun(folder, ['nx', 'release', '--skip-publish', ...(isFirst ? ['--first-release'] : [])]);
  // Nx writes one for each project, and nobody installs a tool.
  for (const path of globSync('tools/{*,hosts/*}/CHANGELOG.md', { cwd: folder })) rmSync(join(folder, path));
  const version = versionIn(folder);
  raiseFollowers(folder, version);
  // Nx leaves out the root, which is not a project.
  mustRun(folder, ['npm', 'version', version, '--no-git-tag-version', '--no-workspaces-update', '--ignore-scripts']);
  const written = changelogs(folder).filter((path) =>
    readFileSync(join(folder, path), 'utf8').includes(`# ${version}`),
  );
  mustRun(folder, [
    'prettier',
    '--write',
    '--log-level',
    'warn',
    ...written,
    'package.json',
    'packages/*/package.json',
  ]);
  const missing = /missing:.*/i.exec(mustRun(folder, ['npm', 'ci', '--dry-run', '--ignore-scripts']));
  if (missing !== null) throw new Error(`The lock file does not fit the manifests. ${missing[0]}`);
  const tag = `v${version}`;
  commitAndTag(folder, `Release ${version}`, tag);
  return { version, tag, plans: plans.length, changelogs: written };
}

/** What the changelog of the repository says about a version; only the version if it says nothing. */
export function changesOf(folder: string, version: string): string {
  const path = join(folder, 'CHANGELOG.md');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const sections = text.split(/^(?=#{1,2} \d+\.\d+\.\d+)/m);
  const own = sections.find((section) => /^#+ (\S+)/.exec(section)?.[1] === version) ?? `## ${version}\n`;
  return `${own.trim()}\n`;
}

const changelogs = (folder: string): readonly string[] =>
  globSync(['CHANGELOG.md', 'packages/*/CHANGELOG.md'], { cwd: folder }).sort();

/** A version below a new one is finished, whatever its heading says. */
const closed = (text: string): string => text.replace(/^(#+ \d+\.\d+\.\d+) \(unreleased\)$/gm, '$1');
