/**
 * Makes a release in scratch clones, twice, and checks it. It publishes and pushes nothing, and changes nothing here.
 *
 *   npm run -s release:dry
 *   npm run -s release:dry -- --out DIR     keeps the files
 *   npm run -s release:dry -- --tagged      makes the files of the tag at HEAD, without a new version
 *   npm run -s release:dry -- --keep        keeps the clones
 */
import { cpSync, mkdtempSync, rmSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Manifest } from './build/artifact.ts';
import { checks } from './checks.ts';
import { cleanClone, setModes, tagsAtHead, uncommitted } from './clone.ts';
import { compareFolders, isEqual } from './compare.ts';
import { mustRun, programOf } from './run.ts';
import { tableOf } from './table.ts';
import { makeVersion, versionIn } from './version.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    tagged: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});

const started = performance.now();
const root = resolve('.');
setModes();
const work = mkdtempSync(join(tmpdir(), 'aai-release-'));
const failures: string[] = [];
const line = (text = ''): void => void process.stdout.write(`${text}\n`);
const short = (hash = 'missing'): string => hash.slice(0, 16);

async function timed<T>(name: string, step: () => T | Promise<T>): Promise<T> {
  const begun = performance.now();
  const result = await step();
  line(`${name} (${((performance.now() - begun) / 1000).toFixed(0)} s)`);
  return result;
}

try {
  const changed = uncommitted(root);
  if (changed.length > 0) line(`Left out: ${changed.length} files that are not committed.`);
  // Folders of different names and depths, because a path must not get into a file.
  const first = join(work, 'first');
  const second = join(work, 'another/deeper', 'second');
  await timed('first clone', () => cleanClone(root, first, root));
  if (values.tagged) {
    const tag = `v${versionIn(first)}`;
    if (!tagsAtHead(first).includes(tag))
      throw new Error(`HEAD has no tag ${tag}, and its manifests say that version.`);
    line(`tag ${tag}`);
  } else {
    const { version, tag, plans, changelogs } = await timed('version', () => makeVersion(first, { sample: true }));
    line(`  ${version}, tag ${tag}, ${plans} version plans, entries in ${changelogs.join(', ')}`);
  }
  await timed('second clone', () => cleanClone(first, second, root));
  const outs = [join(work, 'first-files'), join(work, 'second-files')] as const;
  for (const [at, clone] of [first, second].entries()) {
    const zone = { TZ: at === 0 ? 'UTC' : 'Pacific/Auckland' };
    await timed(`build ${at + 1}`, () =>
      mustRun(clone, programOf('tools/repo/release/build/main.ts', outs[at]!), zone),
    );
  }

  const compared = compareFolders(...outs);
  const { artifacts } = JSON.parse(readFileSync(join(outs[0], 'release.json'), 'utf8')) as Manifest;
  const rows = artifacts.map(({ file, bytes, components, delivers }) => {
    const hashes = compared.find((one) => one.file === file)!;
    const [one, other] = hashes.hashes;
    return [
      file,
      `${(bytes / 1000).toFixed(0)} kB`,
      short(one),
      short(other),
      isEqual(hashes) ? 'yes' : 'NO',
      `${components} ${delivers}`,
    ];
  });
  line();
  line(tableOf(['artifact', 'size', 'SHA-256, build 1', 'build 2', 'equal', 'SBOM'], rows));
  const different = compared.filter((one) => !isEqual(one)).map(({ file }) => file);
  line();
  line(`${compared.length} files with bills of materials, notices and checksums: ${different.length} differ`);
  if (different.length > 0) failures.push(`two builds differ in ${different.join(', ')}`);

  line();
  const results: (readonly string[])[] = [];
  for await (const { name, isFine, summary, details } of checks(first, outs[0])) {
    results.push([name, isFine ? 'ok' : 'FAILED', summary]);
    if (isFine) continue;
    failures.push(name);
    line(`${name}:\n${details}\n`);
  }
  line(tableOf(['check', 'result', 'says'], results));
  if (values.out !== undefined) {
    rmSync(resolve(values.out), { recursive: true, force: true });
    cpSync(outs[0], resolve(values.out), { recursive: true });
    line(`\nThe files are in ${values.out}.`);
  }
} catch (error) {
  failures.push((error as Error).message);
} finally {
  if (values.keep) line(`\nKept: ${work}`);
  else rmSync(work, { recursive: true, force: true });
}

const minutes = ((performance.now() - started) / 60_000).toFixed(1);
line(`\n${failures.length === 0 ? 'The release can be made' : 'The release cannot be made'} (${minutes} minutes)`);
for (const failure of failures) line(`  ${failure}`);
process.exitCode = failures.length === 0 ? 0 : 1;
