import { cpSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly optional?: boolean;
}

/** Packages of a lock file by their folders, such as `node_modules/a/node_modules/b`. */
export type Lock = Readonly<Record<string, LockedPackage>>;

const MODULES = 'node_modules';

/** The lock file of a repository. */
export const lockOf = (root: string): Lock =>
  (JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { readonly packages: Lock }).packages;

/**
 * Folders of the packages that these need, and of those that they need in turn, as Node finds them from the root.
 *
 * @throws Error for a package that the lock file does not have
 */
export function lockedTree(names: readonly string[], lock: Lock): readonly string[] {
  const found = new Set<string>();
  const add = (name: string, from: string, isOptional: boolean): void => {
    const folder = placesOf(name, from).find((place) => lock[place] !== undefined);
    if (folder === undefined && isOptional) return;
    if (folder === undefined) throw new Error(`The lock file has no ${name}, which ${from || 'the app'} needs.`);
    if (found.has(folder)) return;
    found.add(folder);
    const { dependencies = {}, optionalDependencies = {} } = lock[folder]!;
    for (const needed of Object.keys(dependencies)) add(needed, folder, needed in optionalDependencies);
    for (const needed of Object.keys(optionalDependencies)) add(needed, folder, true);
  };
  for (const name of names) add(name, '', false);
  return [...found].sort();
}

/** Where Node looks for a package, in this order. */
function placesOf(name: string, from: string): readonly string[] {
  const places: string[] = [];
  for (let at = from; at !== ''; at = at.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, '')) {
    places.push(`${at}/${MODULES}/${name}`);
  }
  return [...places, `${MODULES}/${name}`];
}

/**
 * Copies packages with everything that they need from an installed repository, at the versions of its lock file. An
 * installation from the registry would take whatever is the newest on that day.
 */
export function copyLocked(names: readonly string[], root: string, target: string): void {
  for (const folder of lockedTree(names, lockOf(root))) {
    cpSync(join(root, folder), join(target, folder), {
      recursive: true,
      // The lock file lists nested packages separately.
      filter: (path) => path === join(root, folder) || basename(path) !== MODULES,
    });
  }
}
