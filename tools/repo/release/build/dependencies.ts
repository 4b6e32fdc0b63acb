import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/**
 * Folders of the packages that a package installs, and of those that they install in turn, at the versions of this
 * repository. Peers come with the reader's own project and are left out.
 *
 * @throws Error for a package that is not installed
 */
export function dependenciesOf(home: string): readonly string[] {
  const found = new Set<string>();
  const add = (folder: string): void => {
    const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
    for (const name of Object.keys(dependencies)) {
      const needed = resolved(name, folder);
      if (found.has(needed)) continue;
      found.add(needed);
      add(needed);
    }
  };
  add(home);
  return [...found].sort();
}

/** Where Node finds a package, from a folder. */
function resolved(name: string, from: string): string {
  for (let at = from; at !== dirname(at); at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  throw new Error(`${name} is not installed, and ${from} needs it.`);
}
