import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** License of the packages whose archive on npm has no license file. Their repository has one for all of them. */
const WITHOUT_FILE: Readonly<Record<string, string>> = { '@activepieces': 'licenses/activepieces.txt' };

const read = (path: string): string => readFileSync(path, 'utf8').trim();

/**
 * The licenses of the packages in a bundle, as one text.
 *
 * @param files paths of the bundled files
 * @throws Error if a package has no license text, because then the bundle must not be published
 */
export function licensesOf(files: readonly string[]): string {
  const folders = new Map<string, string>();
  for (const file of files) {
    const [folder, name] = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)(?=\/)/.exec(file) ?? [];
    if (folder !== undefined && name !== undefined) folders.set(folder, name);
  }
  const parts = [...folders].map(([folder, name]) => {
    const { version } = JSON.parse(read(join(folder, 'package.json'))) as { readonly version: string };
    return `${name} ${version}\n\n${licenseIn(folder, name)}\n`;
  });
  return [...new Set(parts)].sort().join(`\n${'-'.repeat(80)}\n\n`);
}

function licenseIn(folder: string, name: string): string {
  const file = readdirSync(folder).find((one) => /^licen[cs]e(\.|$)/i.test(one));
  if (file !== undefined) return read(join(folder, file));
  const known = WITHOUT_FILE[name.split('/')[0]!];
  const path = known === undefined ? undefined : new URL(known, import.meta.url).pathname;
  if (path === undefined || !existsSync(path)) throw new Error(`${name} has no license file. Add its license.`);
  return read(path);
}
