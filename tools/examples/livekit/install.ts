import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PLUGIN = fileURLToPath(new URL('plugin/', import.meta.url));
const FOLDER = fileURLToPath(new URL('../../../node_modules/.cache/livekit/', import.meta.url));
const LOCK = 'package-lock.json';

/** Settings of an npm that started this process. They would lead this npm to the workspace. */
const OF_THE_CALLER =
  /^npm_(package|lifecycle|command|execpath|config_(local_prefix|prefix|workspaces?|include_))|^INIT_CWD$/i;

/**
 * Installs LiveKit by the lock file of the plugin, into `node_modules/.cache`, and links it into the plugin's folder.
 * Later runs use that installation until the lock file changes. Install scripts stay off, as in the whole repository.
 *
 * @param onInstall called before an installation, which takes a minute or more
 * @throws Error with npm's words
 */
export async function installLiveKit(onInstall: () => void = () => {}): Promise<void> {
  const wanted = await readFile(join(PLUGIN, LOCK), 'utf8');
  const marker = join(FOLDER, 'installed.json');
  const installed = existsSync(marker) ? await readFile(marker, 'utf8') : undefined;
  if (installed !== wanted) {
    onInstall();
    await mkdir(FOLDER, { recursive: true });
    await rm(marker, { force: true });
    for (const name of ['package.json', LOCK]) await copyFile(join(PLUGIN, name), join(FOLDER, name));
    await npmCi();
    await writeFile(marker, wanted);
  }
  const link = join(PLUGIN, 'node_modules');
  await rm(link, { force: true, recursive: true });
  await symlink(join(FOLDER, 'node_modules'), link, 'junction');
}

async function npmCi(): Promise<void> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !OF_THE_CALLER.test(name) && name !== 'NODE_ENV'),
  );
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  try {
    await promisify(execFile)('npm', args, { cwd: FOLDER, env, maxBuffer: 64 * 2 ** 20 });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`npm ${args.join(' ')} failed in ${FOLDER}\n${stdout}\n${stderr}`, { cause: error });
  }
}
