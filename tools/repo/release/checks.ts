import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkTypes, lintTarball } from '../package-checks/linters.ts';
import type { Manifest as PackageManifest, Packed } from '../package-checks/pack.ts';
import type { Manifest } from './build/artifact.ts';
import { sbomFindings } from './build/sbom.ts';
import { type Command, programOf, runIn } from './run.ts';

/** What a check found. */
export interface Checked {
  readonly name: string;
  readonly isFine: boolean;
  /** What it says in a few words. */
  readonly summary: string;
  /** What it printed, if something is wrong. */
  readonly details: string;
}

interface Program {
  readonly name: string;
  readonly command: Command;
  /** Where it runs, from the root. @default the root */
  readonly folder?: string;
  /** The lines that say the result. */
  readonly says: RegExp;
}

/** Checks of hosts and of the repository, as people run them. */
const PROGRAMS: readonly Program[] = [
  { name: 'n8n lint and scanner', command: programOf('tools/hosts/n8n/lint.ts'), says: /errors?,/ },
  {
    name: 'Zapier validate',
    command: programOf('tools/hosts/zapier/validate/validate.ts'),
    says: /^(?:schema|definition checks|published checks):/,
  },
  {
    name: 'Activepieces upstream',
    command: programOf('tools/hosts/activepieces/upstream/main.ts', '--out', '.release-upstream'),
    says: /^(?:types|lint|bundle),/,
  },
  { name: 'flows of the last release', command: programOf('tools/hosts/saved-flows/main.ts'), says: /^Saved flows:/ },
  { name: 'consumers', command: programOf('tools/repo/release/consumers/main.ts'), says: /^Consumers:/ },
  { name: 'format', command: ['prettier', '--check', '.'], says: /^All matched/ },
  {
    name: 'texts with the version, Zapier',
    command: ['vitest', 'run', 'listing'],
    folder: 'packages/zapier-app',
    says: /^ *Tests /,
  },
  {
    name: 'texts with the version, Activepieces',
    command: ['vitest', 'run', '--config', '../../repo/vitest.config.ts', 'templates', 'upstream'],
    folder: 'tools/hosts/activepieces',
    says: /^ *Tests /,
  },
  { name: 'workflows', command: programOf('tools/repo/workflows/main.ts'), says: /^\d+ workflows:/ },
];

/** Runs every check of a built work tree. @param out folder of its artifacts */
export async function* checks(folder: string, out: string): AsyncGenerator<Checked> {
  const manifest = JSON.parse(readFileSync(join(out, 'release.json'), 'utf8')) as Manifest;
  const packages = packedOf(manifest, folder, out);
  yield found('publint', packages.length, (await Promise.all(packages.map(lintTarball))).flat());
  yield found('are the types wrong', packages.length, packages.flatMap(checkTypes));
  const sboms = manifest.artifacts.map(({ sbom }) => readFileSync(join(out, sbom), 'utf8'));
  yield found('CycloneDX 1.6 schema', sboms.length, (await Promise.all(sboms.map(sbomFindings))).flat());
  for (const { name, command, folder: within = '.', says } of PROGRAMS) {
    const { status, output } = runIn(folder, command, { cwd: join(folder, within) });
    const lines = output.split('\n').filter((line) => says.test(line));
    const isFine = status === 0 && lines.length > 0;
    yield { name, isFine, summary: lines.join('; ').trim(), details: isFine ? '' : output.slice(-6000) };
  }
}

const found = (name: string, count: number, findings: readonly string[]): Checked => ({
  name,
  isFine: findings.length === 0,
  summary: `${count} files, ${findings.length} findings`,
  details: findings.join('\n'),
});

/** The packages for npm, as the package checks read them. */
function packedOf({ artifacts }: Manifest, folder: string, out: string): readonly Packed[] {
  const homes = ['core', 'langchain-loader', 'n8n-node'].map(
    (home) => JSON.parse(readFileSync(join(folder, 'packages', home, 'package.json'), 'utf8')) as PackageManifest,
  );
  return artifacts
    .filter(({ channel }) => channel === 'npm')
    .map(({ file, name, version, bytes }) => ({
      name,
      version,
      tarball: join(out, file),
      manifest: homes.find((home) => home.name === name)!,
      files: 0,
      bytes,
    }));
}
