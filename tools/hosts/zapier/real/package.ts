import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUNDLE, bundlePlatform } from './bundle-platform.ts';
import { CLI, cliEnvironment } from './cli.ts';
import { type Licensed, licensesOf } from './licenses.ts';
import { copyLocked } from './locked-tree.ts';
import { normalZip } from './normal-zip.ts';

const ROOT = new URL('../../../../', import.meta.url).pathname;
const APP = join(ROOT, 'packages/zapier-app');

/** The file in the zip with the licenses of the packages in it. */
export const LICENSES = 'THIRD-PARTY-LICENSES.txt';

/** The zips for Zapier. */
export interface Zips {
  readonly build: string;
  readonly source: string;
  /** The packages in the file of the platform; empty if the command line packed them. */
  readonly packages: readonly Licensed[];
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const manifestOfApp = (): Manifest => JSON.parse(readFileSync(join(APP, 'package.json'), 'utf8')) as Manifest;

/** Makes the zips from the built app, in `packages/zapier-app/build`. */
export const packageApp = (): Promise<Zips> =>
  packaged(manifestOfApp(), join(APP, 'build'), { bundled: true }, (stage) => {
    cpSync(join(APP, 'dist'), join(stage, 'dist'), { recursive: true });
    copyFileSync(join(APP, 'LICENSE'), join(stage, 'LICENSE'));
  });

/**
 * Makes the zips of an app with one action that only returns a value.
 *
 * @param bundled whether the platform's core is one file, as in the zip of the app; otherwise as the CLI packs it
 */
export const packageSmallest = (folder: string, { bundled }: { readonly bundled: boolean }): Promise<Zips> =>
  packaged({ ...manifestOfApp(), name: 'smallest-app' }, folder, { bundled }, (stage) => {
    mkdirSync(join(stage, 'dist'));
    writeFileSync(join(stage, 'dist', 'index.js'), SMALLEST);
  });

const SMALLEST = `import { version } from 'zapier-platform-core';
export default {
  version: '1.0.0',
  platformVersion: version,
  creates: {
    one: {
      key: 'one',
      noun: 'Thing',
      display: { label: 'Create Thing', description: 'Creates a thing.' },
      operation: { inputFields: [{ key: 'name', label: 'Name' }], perform: async () => ({ id: 1 }), sample: { id: 1 } },
    },
  },
};
`;

/**
 * Makes zips without a login or Zapier's servers. It works in a folder outside the workspace with only the platform's
 * core in it, because the command line cannot resolve the packages of a workspace. Two builds give the same bytes.
 *
 * @param fill puts the files of the app into a folder
 */
async function packaged(
  { name, version, dependencies }: Manifest,
  folder: string,
  { bundled }: { readonly bundled: boolean },
  fill: (stage: string) => void,
): Promise<Zips> {
  const stage = mkdtempSync(join(tmpdir(), 'zapier-app-'));
  try {
    fill(stage);
    const manifest = { name, version, private: true, type: 'module', exports: './dist/index.js', dependencies };
    writeFileSync(join(stage, 'package.json'), JSON.stringify(manifest, undefined, 2));
    writeFileSync(join(stage, '.gitignore'), 'node_modules\nbuild\n');
    const includeInBuild = [
      // Not those of installed packages. The folder has another name in each build, so it is not in the pattern.
      `^(?!.*node_modules).*/(?:LICENSE|${LICENSES})$`,
      `node_modules/zapier-platform-core/${BUNDLE}$`,
      // The command line's search for files misses a kind of export that Node resolves.
      'node_modules/[^/]+/require\\.mjs$',
    ];
    writeFileSync(join(stage, '.zapierapprc'), JSON.stringify({ includeInBuild }));
    copyLocked(Object.keys(dependencies), ROOT, stage);
    const packages = bundled ? await bundlePlatform(stage) : [];
    if (bundled) writeFileSync(join(stage, LICENSES), licensesOf(packages));
    execFileSync(process.execPath, [CLI, 'build', '--skip-dep-install', '--skip-validation'], {
      cwd: stage,
      env: cliEnvironment(),
      stdio: 'pipe',
    });
    mkdirSync(folder, { recursive: true });
    const [build, source] = ['build.zip', 'source.zip'].map((file) => {
      writeFileSync(join(folder, file), normalZip(readFileSync(join(stage, 'build', file))));
      return join(folder, file);
    });
    return { build: build!, source: source!, packages };
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}
