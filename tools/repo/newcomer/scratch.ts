/** A copy of the repository that can be changed and thrown away. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, lstatSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

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
  for (const path of globSync(['node_modules', '{packages,tools,tools/hosts}/*/node_modules'], { cwd: root })) {
    if (lstatSync(join(root, path)).isDirectory()) copyInstalled(join(root, path), join(folder, path));
  }
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

/** Hard links where the file system allows them: there are a hundred thousand files. */
function copyInstalled(from: string, to: string): void {
  const linked = spawnSync('cp', ['-al', from, to]);
  if (linked.status === 0) return;
  execFileSync('rm', ['-rf', to]);
  execFileSync('cp', ['-a', from, to]);
}
