/**
 * Writes the piece as a pull request to the platform's repository, and checks it with the repository's tools.
 *
 *   npx nx upstream activepieces-piece [--out DIR] [--core dependency] [--official] [--no-check]
 */
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkTree } from './check.ts';
import { OFFICIAL_IDENTITY, ownIdentity } from './identity.ts';
import { writeTree } from './write.ts';

const PIECE = new URL('../../../../packages/activepieces-piece/', import.meta.url);

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: new URL('build/upstream', PIECE).pathname },
    core: { type: 'string', default: 'vendored' },
    official: { type: 'boolean', default: false },
    check: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const { core: mode } = values;
if (mode !== 'vendored' && mode !== 'dependency') {
  process.stderr.write('--core is vendored or dependency.\n');
  process.exit(2);
}
const { version } = JSON.parse(readFileSync(new URL('package.json', PIECE), 'utf8')) as { readonly version: string };
const identity = values.official ? OFFICIAL_IDENTITY : ownIdentity(version);
const out = resolve(values.out);
const { folder, files } = writeTree(out, identity, mode);
process.stdout.write(
  `${identity.packageName} ${identity.version}: ${files} files in ${relative(process.cwd(), out)}/${folder}\n`,
);
if (values.check) {
  const findings = checkTree(out, folder, mode, (line) => process.stdout.write(`${line}\n`));
  process.exitCode = findings === 0 ? 0 : 1;
}
