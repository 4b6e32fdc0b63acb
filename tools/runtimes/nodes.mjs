import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The older Nodes that the core is tested on. They are kept apart, so that none is taken for the repository's own. */
export const OLDER_NODES = { 'node-20': '20.20.2', 'node-22': '22.23.3' };

const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/nodes/', import.meta.url));

/**
 * The path of an older Node's program; installs it when it is not there yet.
 *
 * @param {keyof typeof OLDER_NODES} name
 * @returns {string | undefined} nothing where the registry has none for this machine
 */
export function olderNode(name) {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) return undefined;
  const home = `${FOLDER}${name}-${OLDER_NODES[name]}`;
  const program = `${home}/node_modules/node-linux-${process.arch}/bin/node`;
  if (!existsSync(program)) {
    mkdirSync(home, { recursive: true });
    const options = ['--prefix', home, '--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];
    execFileSync('npm', ['install', ...options, `node-linux-${process.arch}@${OLDER_NODES[name]}`], { stdio: 'pipe' });
  }
  return program;
}
