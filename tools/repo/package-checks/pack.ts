import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export interface Packed {
  readonly name: string;
  readonly version: string;
  /** Path of the tarball. */
  readonly tarball: string;
  readonly manifest: Manifest;
  readonly files: number;
  readonly bytes: number;
}

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly type?: string;
  readonly exports?: Readonly<Record<string, unknown>> | string;
  /** The doors for projects without `exports`, which TypeScript calls node10. */
  readonly typesVersions?: unknown;
  readonly bin?: Readonly<Record<string, string>>;
  readonly engines?: { readonly node?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  /** What n8n loads, by path; such a package is for nobody else. */
  readonly n8n?: { readonly nodes: readonly string[]; readonly credentials: readonly string[] };
}

/** Whether what these exports lead to can be required by CommonJS of any age. */
export const isRequirable = ({ type }: Manifest, exports: unknown): boolean =>
  type !== 'module' || /"require"|\.cjs"/.test(JSON.stringify(exports ?? ''));

/** Packs every published package into `folder`, or those at `paths`. */
export function packAll(folder: string, paths = globSync('packages/*/package.json')): readonly Packed[] {
  return [...paths].sort().flatMap((path) => {
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
    if (manifest.private === true) return [];
    const output = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: resolve(dirname(path)),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      // npm is a batch file there.
      shell: process.platform === 'win32',
    });
    const parsed = JSON.parse(output) as PackResult[] | Record<string, PackResult>;
    const [result] = Object.values(parsed) as PackResult[];
    if (result === undefined) throw new Error(`npm packed nothing for ${manifest.name}.`);
    const { filename, entryCount, size } = result;
    const tarball = join(folder, filename);
    return [{ name: manifest.name, version: manifest.version, tarball, manifest, files: entryCount, bytes: size }];
  });
}

interface PackResult {
  readonly filename: string;
  readonly entryCount: number;
  readonly size: number;
}
