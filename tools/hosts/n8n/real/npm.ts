import { execFile } from 'node:child_process';
import { dirname, delimiter } from 'node:path';
import { promisify } from 'node:util';
import { node24 } from './node.ts';

/** Settings of an npm that started us. They would lead our npm to the workspace and keep SQLite from being built. */
const OF_THE_CALLER =
  /^npm_(package|lifecycle|command|execpath|config_(local_prefix|prefix|workspaces?|include_|ignore_scripts))|^INIT_CWD$/i;

/** Runs npm in a folder outside the workspace, on the Node that n8n runs on. Throws with npm's words. */
export async function npm(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const around = Object.entries(process.env).filter(([name]) => !OF_THE_CALLER.test(name) && name !== 'NODE_ENV');
  const path = `${dirname(node24().program)}${delimiter}${process.env['PATH'] ?? ''}`;
  try {
    await promisify(execFile)('npm', [...args], {
      cwd: folder,
      env: { ...Object.fromEntries(around), PATH: path, ...env },
      maxBuffer: 64 * 2 ** 20,
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`npm ${args.join(' ')} failed in ${folder}\n${stdout}\n${stderr}`, { cause: error });
  }
}
