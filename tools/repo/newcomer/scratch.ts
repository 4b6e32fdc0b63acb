/** A copy of the repository that can be changed and thrown away. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { copyInstalled } from '../installed.ts';

export interface Scratch {
  readonly folder: string;
  /** Paths that differ from the start, from the root of the copy. */
  changes(): readonly string[];
  /** Makes what there is now the start. */
  commit(message: string): void;
  remove(): Promise<void>;
}

/** Copies the work tree of `root`, without what git ignores, and its installed packages. */
export async function copyRepository(root: string): Promise<Scratch> {
  const folder = await mkdtemp(join(tmpdir(), 'newcomer-'));
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=Newcomer', '-c', 'user.email=newcomer@localhost', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  for (const path of listed.split('\0').filter((one) => one !== '' && existsSync(join(root, one)))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(root, path), join(folder, path), { verbatimSymlinks: true });
  }
  copyInstalled(root, folder);
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'Start');
  return {
    folder,
    changes: () => {
      git('add', '-A');
      return git('diff', '--cached', '--name-only', 'HEAD').split('\n').filter(Boolean);
    },
    commit(message) {
      git('add', '-A');
      git('commit', '-q', '--allow-empty', '-m', message);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
