/**
 * Publishes the packages of a release to npm. The workflow of the release runs it; npm trusts that workflow, and adds the
 * provenance.
 *
 *   node tools/repo/release/publish/main.ts DIR [--dry-run]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Manifest } from '../build/artifact.ts';
import { publishAll, type Registry } from './publish.ts';

const { values, positionals } = parseArgs({
  options: { 'dry-run': { type: 'boolean', default: false } },
  allowPositionals: true,
});
const folder = resolve(positionals[0] ?? 'release');
const read = (file: string): Uint8Array => readFileSync(join(folder, file));

const npm: Registry = {
  integrityOf(name, version) {
    const { status, stdout } = spawnSync('npm', ['view', `${name}@${version}`, 'dist.integrity', '--json'], {
      encoding: 'utf8',
    });
    const answer = stdout.trim() === '' ? undefined : (JSON.parse(stdout) as string | { error?: { code?: string } });
    if (status === 0) return Promise.resolve(typeof answer === 'string' ? answer : undefined);
    if (typeof answer === 'object' && answer.error?.code === 'E404') return Promise.resolve(undefined);
    return Promise.reject(new Error(`npm does not answer about ${name}@${version}: ${stdout}`));
  },
  publish(file) {
    const more = values['dry-run'] ? ['--dry-run'] : [];
    execFileSync('npm', ['publish', '--access', 'public', '--ignore-scripts', ...more, `./${file}`], {
      cwd: folder,
      stdio: 'inherit',
    });
    return Promise.resolve();
  },
};

const manifest = JSON.parse(readFileSync(join(folder, 'release.json'), 'utf8')) as Manifest;
await publishAll(manifest, npm, read, (line) => process.stdout.write(`${line}\n`));
