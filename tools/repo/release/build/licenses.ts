import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Licensed, licensedIn } from '@aai-connectors/host-zapier/licenses';

/**
 * Packages whose archive on npm has neither a license field nor a text. Their repository has one license for all of them:
 * the file LICENSE of activepieces/activepieces at commit 16018ed3e5c0ec9a45a5299f336a218acaec13ec.
 */
const REVIEWED: Readonly<Record<string, { readonly license: string; readonly text: string }>> = {
  '@activepieces/pieces-framework': activepieces(),
  '@activepieces/shared': activepieces(),
};

function activepieces(): { readonly license: string; readonly text: string } {
  return { license: 'MIT', text: 'packages/activepieces-piece/bundle/licenses/activepieces.txt' };
}

/**
 * Name, version and license of the package in a folder.
 *
 * @param root of the repository
 * @throws Error for a package without a license
 */
export function licenseOf(folder: string, root: string): Licensed {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Licensed;
  const reviewed = REVIEWED[name];
  if (reviewed === undefined) return licensedIn(folder);
  return { name, version, license: reviewed.license, text: readFileSync(join(root, reviewed.text), 'utf8').trim() };
}
