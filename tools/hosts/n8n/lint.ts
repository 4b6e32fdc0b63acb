/**
 * Runs what n8n's reviewers run on a community package: the strict lint, and the package scanner on the source and on
 * the packed tarball. Needs a build; no network.
 *
 *   npm run -s n8n:lint
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** The scanner has no type declarations. */
interface Analysis {
  readonly passed: boolean;
  readonly message?: string;
  readonly details?: string;
}
interface Scanner {
  readonly SOURCE_FILE_PATTERNS: readonly string[];
  analyzePackage(folder: string, patterns: readonly string[]): Promise<Analysis>;
}

const folder = new URL('../../../packages/n8n-node', import.meta.url).pathname;
const scannerPath = '@n8n/scan-community-package/scanner/scanner.mjs';
const scanner = (await import(scannerPath)) as Scanner;
const work = mkdtempSync(join(tmpdir(), 'n8n-lint-'));
const findings: string[] = [];

const report = (leg: string, isFine: boolean, details = ''): void => {
  process.stdout.write(`${leg}: ${isFine ? '0 errors, 0 warnings' : `findings\n${details}`}\n`);
  if (!isFine) findings.push(leg);
};

try {
  const lint = spawnSync('npx', ['n8n-node', 'lint'], { cwd: folder, encoding: 'utf8' });
  // ESLint itself succeeds with warnings.
  const said = stripVTControlCharacters(lint.stdout);
  report('n8n-node lint (strict)', lint.status === 0 && !/\b(?:warning|error)\b/.test(said), said + lint.stderr);

  const source = await scanner.analyzePackage(folder, scanner.SOURCE_FILE_PATTERNS);
  report('scanner, source', source.passed, source.details ?? source.message);

  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', work], { cwd: folder });
  execFileSync('sh', ['-c', `tar -xzf ${work}/*.tgz -C ${work}`]);
  const packed = await scanner.analyzePackage(join(work, 'package'), ['**/*.js', 'package.json']);
  report('scanner, packed tarball', packed.passed, packed.details ?? packed.message);
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exitCode = findings.length === 0 ? 0 : 1;
