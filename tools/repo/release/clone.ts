import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { copyInstalled } from '../installed.ts';

/** Packed files keep the modes of the work tree, so every clone has these. */
export const setModes = (): void => void process.umask(0o022);

/**
 * Clones the last commit of a repository, with its tags, and gives the clone the installed packages of `installedIn`.
 *
 * @param repository a folder; what is not committed there is left out
 */
export function cleanClone(repository: string, folder: string, installedIn: string): void {
  setModes();
  mkdirSync(dirname(folder), { recursive: true });
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', repository, folder], { stdio: 'pipe' });
  copyInstalled(installedIn, folder);
}

const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();

/** Files that are changed and not committed. */
export const uncommitted = (folder: string): readonly string[] =>
  git(folder, 'status', '--porcelain').split('\n').filter(Boolean);

/** Tags of the last commit. */
export const tagsAtHead = (folder: string): readonly string[] =>
  git(folder, 'tag', '--points-at', 'HEAD').split('\n').filter(Boolean);

export const allTags = (folder: string): readonly string[] => git(folder, 'tag').split('\n').filter(Boolean);

/** Commits everything and tags it, as the person or workflow that git knows, or as a program. */
export function commitAndTag(folder: string, message: string, tag: string): void {
  const identity = ['-c', 'user.name=Release', '-c', 'user.email=release@localhost'];
  const known = git(folder, 'config', '--get', '--default', '', 'user.email') !== '';
  const as = known ? [] : identity;
  git(folder, 'add', '-A');
  git(folder, ...as, 'commit', '--quiet', '-m', message);
  git(folder, ...as, 'tag', '-a', tag, '-m', message);
}
