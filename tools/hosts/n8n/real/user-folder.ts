import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { npm } from './npm.ts';

export const newUserFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'aai-n8n-'));

/**
 * Installs packages where n8n keeps community packages. Leaves out peer dependencies, because n8n provides `n8n-workflow`.
 */
export async function installCommunityPackages(userFolder: string, tarballs: readonly string[]): Promise<void> {
  if (tarballs.length === 0) return;
  const folder = join(userFolder, '.n8n', 'nodes');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'installed-nodes', private: true }));
  const options = ['--legacy-peer-deps', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  await npm(folder, ['install', ...tarballs.map((tarball) => resolve(tarball)), ...options]);
}
