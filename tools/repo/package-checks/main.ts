/**
 * Checks each package as it would be published: packed, looked at by publint and "are the types wrong", unpacked, and
 * imported the way a user would. Needs a build; no network.
 *
 *   npx nx packages repo
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkConsumers } from './consumer.ts';
import { lintTarball, checkTypes } from './linters.ts';
import { packAll } from './pack.ts';

const folder = await mkdtemp(join(tmpdir(), 'aai-packages-'));
let wrong = 0;
try {
  const packages = packAll(folder);
  for (const packed of packages) {
    const findings = [...(await lintTarball(packed)), ...checkTypes(packed)];
    wrong += findings.length;
    process.stdout.write(
      `${packed.name} ${packed.version}: ${packed.files} files, ${(packed.bytes / 1000).toFixed(0)} kB packed; `,
    );
    process.stdout.write(
      findings.length === 0 ? 'publint and types fine\n' : `\n${findings.map((line) => `  ${line}\n`).join('')}`,
    );
  }
  const failures = await checkConsumers(folder, packages);
  wrong += failures.length;
  for (const failure of failures) process.stdout.write(`  ${failure}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.stdout.write(wrong === 0 ? 'Packages: all fine\n' : `Packages: ${wrong} problem(s)\n`);
process.exitCode = wrong === 0 ? 0 : 1;
