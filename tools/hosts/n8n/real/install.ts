import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from './cache.ts';
import { node24 } from './node.ts';
import { npm } from './npm.ts';

/** The newest version of which the registry serves every part: 2.41.3 pins packages that it does not have. */
export const N8N_VERSION = '2.41.1';

/** An n8n on this machine. */
export interface N8n {
  /** Its `node_modules` are in here. */
  readonly folder: string;
  /** The script that takes n8n's commands. */
  readonly bin: string;
  /** The Node to run it with. */
  readonly node: string;
}

/**
 * The n8n of the tests, kept outside the workspace because it is 2.9 GB. Installs it when it is not there yet, or when
 * an earlier installation did not come to its end; that takes about seven minutes and the network.
 */
export async function installN8n(): Promise<N8n> {
  const folder = cacheFolder(`n8n-${N8N_VERSION}`);
  const n8n = { folder, bin: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'), node: node24().program };
  const marker = join(folder, 'complete');
  if (existsSync(marker)) return n8n;
  if (!(await isComplete(n8n))) {
    await install(folder);
    if (!(await isComplete(n8n))) throw new Error(`n8n ${N8N_VERSION} was installed in ${folder}, but does not run.`);
  }
  await writeFile(marker, `${N8N_VERSION}\n`);
  return n8n;
}

/** Install scripts stay off: one of them builds a Kafka client from downloads. Only SQLite's is needed. */
async function install(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'n8n-for-tests', private: true }));
  await npm(folder, ['install', `n8n@${N8N_VERSION}`, '--ignore-scripts', '--no-audit', '--no-fund']);
  await npm(folder, ['rebuild', 'sqlite3', '--foreground-scripts', '--no-ignore-scripts'], {
    npm_config_nodedir: node24().folder,
  });
}

async function isComplete({ folder, bin, node }: N8n): Promise<boolean> {
  if (!existsSync(bin)) return false;
  const run = promisify(execFile);
  try {
    const { stdout } = await run(node, [bin, '--version'], { cwd: folder });
    await run(node, ['--eval', "require('sqlite3')"], { cwd: folder });
    return stdout.trim() === N8N_VERSION;
  } catch {
    return false;
  }
}
