import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PIECE = new URL('../../../../packages/activepieces-piece/', import.meta.url).pathname;

/** The archive that is uploaded to a server. */
export interface Archive {
  readonly file: string;
  readonly name: string;
  readonly version: string;
  /** Size of the bundled code, in one file. */
  readonly bundleBytes: number;
}

/**
 * Packs the built piece into `folder`: one bundle, its words in other languages, no dependencies.
 *
 * @param asVersion a server keeps what was first uploaded as a version, so another one may be wanted to try a build
 */
export function packPiece(folder: string, asVersion?: string): Archive {
  const own = JSON.parse(readFileSync(join(PIECE, 'package.json'), 'utf8')) as Record<string, string>;
  const { name, license } = own;
  const version = asVersion ?? own['version'];
  const stage = mkdtempSync(join(tmpdir(), 'piece-'));
  try {
    cpSync(join(PIECE, 'dist/src'), join(stage, 'src'), { recursive: true });
    const manifest = {
      name,
      version,
      license,
      main: './src/index.js',
      dependencies: {},
      files: ['src/index.js', 'package.json', 'src/i18n'],
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
