/**
 * Every operation and event in every host: the keys of the sample that people see before the first run, against the keys
 * of a live answer from the stand-in. Each host's own conformance suite does the runs.
 *
 *   npm run -s samples
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Compared, REPORT } from '../conformance/sample-keys.ts';
import { differencesOf, tableOf } from './table.ts';

const HOSTS = ['n8n-node', 'zapier-app', 'activepieces-piece', 'langchain-loader'];
const VITEST = join(createRequire(import.meta.url).resolve('vitest/package.json'), '../vitest.mjs');

const folder = mkdtempSync(join(tmpdir(), 'samples-'));
const silent: string[] = [];
try {
  const compared = (await Promise.all(HOSTS.map(comparedIn))).flat();
  process.stdout.write(tableOf(compared));
  for (const host of silent) process.stdout.write(`${host}: no samples were compared.\n`);
  if (silent.length > 0 || compared.some((one) => differencesOf(one).length > 0)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function comparedIn(host: string): Promise<readonly Compared[]> {
  const report = join(folder, `${host}.jsonl`);
  const { failed, stdout } = await new Promise<{ readonly failed: boolean; readonly stdout: string }>((resolve) => {
    execFile(
      process.execPath,
      [VITEST, 'run', 'test/conformance.test', '-t', 'its sample'],
      {
        cwd: fileURLToPath(new URL(`../../../packages/${host}/`, import.meta.url)),
        env: { ...process.env, [REPORT]: report },
        maxBuffer: 2 ** 26,
      },
      (error, text) => resolve({ failed: error !== null, stdout: text }),
    );
  });
  const lines = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n') : [];
  const compared = lines.map((line) => JSON.parse(line) as Compared);
  // A run can fail for another reason than different keys, and then compares nothing.
  const isExplained = compared.length > 0 && (!failed || compared.some((one) => differencesOf(one).length > 0));
  if (!isExplained) {
    silent.push(host);
    process.stdout.write(stdout);
  }
  return compared;
}
