import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PIECE = new URL('../../../../packages/activepieces-piece/', import.meta.url).pathname;

/** Licenses of the packages in the bundle. */
const THIRD_PARTY = 'THIRD-PARTY-LICENSES.txt';

/** An archive to upload to a server. */
export interface Archive {
  readonly file: string;
  readonly name: string;
  readonly version: string;
  /** Size of the single code file. */
  readonly bundleBytes: number;
}

/**
 * Packs the built piece into `folder`: one bundle, its translations and the licenses of what it contains, without
 * dependencies.
 *
 * @param asVersion another version number, because a server keeps the first upload of each version
 */
export function packPiece(folder: string, asVersion?: string): Archive {
  const own = JSON.parse(readFileSync(join(PIECE, 'package.json'), 'utf8')) as Record<string, string>;
  const { name, license } = own;
  const version = asVersion ?? own['version'];
  const stage = mkdtempSync(join(tmpdir(), 'piece-'));
  try {
    cpSync(join(PIECE, 'dist/src'), join(stage, 'src'), { recursive: true });
    cpSync(join(PIECE, 'LICENSE'), join(stage, 'LICENSE'));
    cpSync(join(PIECE, 'dist', THIRD_PARTY), join(stage, THIRD_PARTY));
    const manifest = {
      name,
      version,
      license,
      main: './src/index.js',
      dependencies: {},
      files: ['src/index.js', 'package.json', 'src/i18n', THIRD_PARTY],
    };
    writeFileSync(join(stage, 'package.json'), JSON.stringify(manifest, undefined, 2));
    mkdirSync(folder, { recursive: true });
    const output = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: stage,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [packed] = Object.values(JSON.parse(output) as Record<string, { readonly filename: string }>);
    const bundleBytes = readFileSync(join(stage, 'src/index.js')).byteLength;
    return { file: join(folder, packed!.filename), name: name!, version: version!, bundleBytes };
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}
