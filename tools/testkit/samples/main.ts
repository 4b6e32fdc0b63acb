/**
 * Every operation and event in every host: the keys of the sample that people see before the first run, against the keys
 * of a live answer from the stand-in. Each host's own conformance suite does the runs.
 *
 *   npm run -s samples
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Compared, REPORT } from '../conformance/sample-keys.ts';
import { differencesOf, tableOf } from './table.ts';

const HOSTS = ['n8n-node', 'zapier-app', 'activepieces-piece', 'langchain-loader'];
const VITEST = join(createRequire(import.meta.url).resolve('vitest/package.json'), '../vitest.mjs');

const folder = mkdtempSync(join(tmpdir(), 'samples-'));
const silent: string[] = [];
try {
  const compared = HOSTS.flatMap((host) => comparedIn(host));
  process.stdout.write(tableOf(compared));
  for (const host of silent) process.stdout.write(`${host}: no samples were compared.\n`);
  if (silent.length > 0 || compared.some((one) => differencesOf(one).length > 0)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function comparedIn(host: string): readonly Compared[] {
  const report = join(folder, `${host}.jsonl`);
  const { status, stdout } = spawnSync(process.execPath, [VITEST, 'run', 'test/conformance.test', '-t', 'its sample'], {
    cwd: new URL(`../../../packages/${host}/`, import.meta.url),
    env: { ...process.env, [REPORT]: report },
    encoding: 'utf8',
  });
  const lines = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n') : [];
  const compared = lines.map((line) => JSON.parse(line) as Compared);
  // A run can fail for another reason than different keys, and then compares nothing.
  const isExplained = compared.length > 0 && (status === 0 || compared.some((one) => differencesOf(one).length > 0));
  if (!isExplained) {
    silent.push(host);
    process.stdout.write(stdout);
  }
  return compared;
}
