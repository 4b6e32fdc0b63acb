import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from '@aai-connectors/host-n8n/npm';

const PLUGIN = fileURLToPath(new URL('plugin/', import.meta.url));
const FOLDER = fileURLToPath(new URL('../../../node_modules/.cache/livekit/', import.meta.url));
const LOCK = 'package-lock.json';

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
    await npm(FOLDER, ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
    await writeFile(marker, wanted);
  }
  const link = join(PLUGIN, 'node_modules');
  await rm(link, { force: true, recursive: true });
  await symlink(join(FOLDER, 'node_modules'), link, 'junction');
}
