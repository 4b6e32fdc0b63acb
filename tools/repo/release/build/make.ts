import { globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { packPiece } from '@aai-connectors/host-activepieces/emulator';
import type { Licensed } from '@aai-connectors/host-zapier/licenses';
import { packageApp } from '@aai-connectors/host-zapier/package';
import { zipOf } from '@aai-connectors/host-zapier/zip';
import { packAll } from '../../package-checks/pack.ts';
import { mustRun, programOf } from '../run.ts';
import type { Artifact } from './artifact.ts';
import { bundledIn } from './bundled.ts';
import { dependenciesOf } from './dependencies.ts';
import { licenseOf } from './licenses.ts';

interface Home {
  readonly name: string;
  readonly version: string;
}

/** Makes every artifact of a built repository. @param out where the files go */
export async function makeArtifacts(root: string, out: string): Promise<readonly Artifact[]> {
  mkdirSync(out, { recursive: true });
  const homeOf = (folder: string): string => join(root, 'packages', folder);
  const own = (folder: string): Home => JSON.parse(readFileSync(join(homeOf(folder), 'package.json'), 'utf8')) as Home;
  const licenses = (folders: readonly string[]): readonly Licensed[] =>
    once(folders.map((folder) => licenseOf(folder, root)));
  const ofBundle = async (folder: string): Promise<readonly Licensed[]> => licenses(await bundledIn(homeOf(folder)));

  const artifacts: Artifact[] = [];
  for (const { name, version, tarball, manifest } of packAll(out)) {
    const common = { file: basename(tarball), channel: 'npm', name, version } as const;
    const folder = FOLDERS[name]!;
    const inside = await ofBundle(folder);
    if (manifest.n8n === undefined && inside.length > 0) {
      throw new Error(
        `${name} installs its dependencies, but contains code of ${inside.map((one) => one.name).join()}.`,
      );
    }
    artifacts.push(
      manifest.n8n === undefined
        ? { ...common, delivers: 'installed', packages: licenses(dependenciesOf(homeOf(folder))) }
        : { ...common, delivers: 'inside', packages: inside },
    );
  }

  const piece = packPiece(out);
  artifacts.push({
    file: basename(piece.file),
    channel: 'activepieces',
    name: piece.name,
    version: piece.version,
    delivers: 'inside',
    packages: await ofBundle('activepieces-piece'),
  });

  const upstream = `activepieces-upstream-${piece.version}.zip`;
  writeFileSync(join(out, upstream), upstreamTree(root));
  artifacts.push({
    file: upstream,
    channel: 'activepieces-upstream',
    name: piece.name,
    version: piece.version,
    delivers: 'inside',
    packages: licenses([homeOf('core')]),
  });

  const { name, version } = own('zapier-app');
  const zips = await packageApp();
  const inApp = await ofBundle('zapier-app');
  for (const kind of ['build', 'source'] as const) {
    const file = `zapier-assemblyai-${version}-${kind}.zip`;
    renameSync(zips[kind], join(out, file));
    // Zapier installs the platform for the source itself.
    const packages = kind === 'build' ? once([...inApp, ...zips.packages]) : inApp;
    artifacts.push({ file, channel: 'zapier', name, version, delivers: 'inside', packages });
  }
  return artifacts;
}

/** Each package once, although one version can be installed in several places. */
function once(packages: readonly Licensed[]): readonly Licensed[] {
  const byName = new Map(packages.map((one) => [`${one.name}@${one.version}`, one]));
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

const FOLDERS: Readonly<Record<string, string>> = {
  '@aai-connectors/core': 'core',
  '@aai-connectors/langchain': 'langchain-loader',
  '@aai-connectors/n8n-nodes-assemblyai': 'n8n-node',
};

/** The pull request to the platform's repository, as a zip. */
function upstreamTree(root: string): Uint8Array {
  const tree = mkdtempSync(join(tmpdir(), 'upstream-tree-'));
  try {
    mustRun(root, programOf('tools/hosts/activepieces/upstream/main.ts', '--out', tree, '--no-check'));
    const paths = globSync('**/*', { cwd: tree }).filter((path) => statSync(join(tree, path)).isFile());
    return zipOf(Object.fromEntries(paths.map((path) => [path, readFileSync(join(tree, path))])));
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}
