/** Installed packages for a copy of the repository. */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, globSync, lstatSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** npm writes this file in place, which would reach the original through a hard link. */
const WRITTEN_IN_PLACE = 'node_modules/.package-lock.json';

/** Gives a copy of the repository the installed packages of the original. */
export function copyInstalled(root: string, copy: string): void {
  for (const path of globSync(['node_modules', '{packages,tools,tools/hosts}/*/node_modules'], { cwd: root })) {
    if (lstatSync(join(root, path)).isDirectory()) copyFolder(join(root, path), join(copy, path));
  }
  if (!existsSync(join(root, WRITTEN_IN_PLACE))) return;
  rmSync(join(copy, WRITTEN_IN_PLACE), { force: true });
  copyFileSync(join(root, WRITTEN_IN_PLACE), join(copy, WRITTEN_IN_PLACE));
}

/** Hard links where the file system allows them: there are a hundred thousand files. */
function copyFolder(from: string, to: string): void {
  const linked = spawnSync('cp', ['-al', from, to]);
  if (linked.status === 0) return;
  execFileSync('rm', ['-rf', to]);
  execFileSync('cp', ['-a', from, to]);
}
