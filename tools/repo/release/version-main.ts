/**
 * Makes the next version here: manifests, lock file, changelogs, a commit and a tag. Push the tag to publish it.
 *
 *   npx nx release-version repo
 */
import { resolve } from 'node:path';
import { uncommitted } from './clone.ts';
import { makeVersion } from './version.ts';

const root = resolve('.');
if (uncommitted(root).length > 0) throw new Error('Commit or remove your changes first.');
const { version, tag, changelogs } = makeVersion(root, { sample: false });
process.stdout.write(`Version ${version}, tag ${tag}. Read ${changelogs.join(', ')}.\n`);
process.stdout.write(`If they are right: git push origin HEAD ${tag}\n`);
