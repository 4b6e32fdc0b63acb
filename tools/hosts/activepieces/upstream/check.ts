import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UPSTREAM_RULES } from './rules.ts';
import type { CoreMode } from './sources.ts';

const CORE = new URL('../../../../packages/core', import.meta.url).pathname;

/** What the platform's repository uses, and the last versions of its framework on npm. */
const TOOLS: Readonly<Record<string, string>> = {
  '@activepieces/pieces-framework': '0.32.0',
  '@activepieces/shared': '0.95.1',
  '@types/node': '20.19.43',
  '@typescript-eslint/eslint-plugin': '7.18.0',
  '@typescript-eslint/parser': '7.18.0',
  esbuild: '0.25.12',
  eslint: '8.57.1',
  'eslint-plugin-unused-imports': '3.2.0',
  typescript: '5.5.4',
};

/** Names that the framework of 0.33 exports, and that of npm does not. */
const SINCE_0_33 = 'ExecutionType, MarkdownVariant, PieceCategory';

/** Maximum size of the piece in a bundle, without the framework, in bytes. */
const MAX_BYTES = 300_000;

/**
 * Type-checks, lints and bundles a tree with the tools of the platform's repository, in a temporary folder.
 *
 * @param folder the piece's folder in the tree
 * @returns number of findings; each is a line
 */
export function checkTree(out: string, folder: string, mode: CoreMode, onLine: (line: string) => void): number {
  const tools = installedTools();
  const work = mkdtempSync(join(tmpdir(), 'upstream-'));
  try {
    const piece = join(work, folder);
    cpSync(join(out, folder), piece, { recursive: true, filter: (path) => !/\/(dist|node_modules)$/.test(path) });
    cpSync(join(out, 'tsconfig.base.json'), join(work, 'tsconfig.base.json'));
    writeFileSync(join(work, '.eslintrc.json'), JSON.stringify(UPSTREAM_RULES));
    linkModules(work, tools, mode);
    const bin = (name: string): string => join(tools, 'node_modules/.bin', name);
    const run = (name: string, args: readonly string[]): string => {
      const { stdout, stderr, status } = spawnSync(bin(name), args, { cwd: piece, encoding: 'utf8' });
      if (status === null) throw new Error(`${name} did not run: ${stderr}`);
      return `${stdout}${stderr}`.replaceAll(`${work}/`, '');
    };
    const types = linesOf(run('tsc', ['-p', 'tsconfig.lib.json', '--noEmit'])).filter((line) =>
      line.includes('error TS'),
    );
    onLine(`types, TypeScript ${TOOLS['typescript']}: ${types.length} errors`);
    types.forEach(onLine);
    const lint = lintFindings(run('eslint', ['src/**/*.ts', '-f', 'json']), `${folder}/`);
    onLine(`lint, ESLint ${TOOLS['eslint']}: ${lint.length} errors`);
    lint.forEach(onLine);
    const bytes = bundleBytes(run, piece);
    onLine(
      `bundle, esbuild ${TOOLS['esbuild']}: ${(bytes / 1000).toFixed(0)} kB without the framework, of ${MAX_BYTES / 1000} kB`,
    );
    return types.length + lint.length + (bytes > 0 && bytes < MAX_BYTES ? 0 : 1);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '');

/** Errors in the report of ESLint. Warnings do not stop a pull request. */
function lintFindings(report: string, folder: string): readonly string[] {
  const results = JSON.parse(report) as readonly {
    readonly filePath: string;
    readonly messages: readonly {
      readonly severity: number;
      readonly line: number;
      readonly message: string;
      readonly ruleId: string | null;
    }[];
  }[];
  return results.flatMap(({ filePath, messages }) =>
    messages
      .filter(({ severity }) => severity === 2)
      .map(({ line, message, ruleId }) => {
        const [first] = message.split('\n');
        return `${filePath.replace(folder, '')}:${line} ${first} [${ruleId}]`;
      }),
  );
}

/** Bundles with the flags of the platform's publish step. The framework is the same in each piece. */
function bundleBytes(run: (name: string, args: readonly string[]) => string, piece: string): number {
  const file = join(piece, 'bundle.js');
  const output = run('esbuild', [
    'src/index.ts',
    '--bundle',
    '--platform=node',
    '--target=node20',
    '--format=cjs',
    '--minify',
    '--keep-names',
    '--external:@activepieces/*',
    `--outfile=${file}`,
    '--log-level=error',
  ]);
  if (!existsSync(file)) throw new Error(`The bundle was not written: ${output}`);
  return readFileSync(file).byteLength;
}

/** The tools, installed once for each set of versions. */
function installedTools(): string {
  const manifest = JSON.stringify({ private: true, dependencies: TOOLS });
  const hash = createHash('sha256').update(manifest).digest('hex').slice(0, 12);
  const folder = join(tmpdir(), `activepieces-upstream-tools-${hash}`);
  if (existsSync(folder)) return folder;
  const fresh = mkdtempSync(`${folder}-`);
  writeFileSync(join(fresh, 'package.json'), manifest);
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: fresh, stdio: 'pipe' });
  renameSync(fresh, folder);
  return folder;
}

/** Links the tools' packages beside the tree, with a framework that exports what that of the repository does. */
function linkModules(work: string, tools: string, mode: CoreMode): void {
  const from = join(tools, 'node_modules');
  const to = join(work, 'node_modules');
  mkdirSync(to);
  for (const name of readdirSync(from)) if (name !== '@activepieces') symlinkSync(join(from, name), join(to, name));
  const framework = join(to, '@activepieces/pieces-framework');
  const text = `export * from '${join(from, '@activepieces/pieces-framework')}';\nexport { ${SINCE_0_33} } from '${join(from, '@activepieces/shared')}';\n`;
  mkdirSync(framework, { recursive: true });
  writeFileSync(join(framework, 'package.json'), '{"name":"@activepieces/pieces-framework","types":"index.d.ts"}');
  writeFileSync(join(framework, 'index.d.ts'), text);
  if (mode === 'dependency') installCore(to);
}

/** Puts the core there as it would be published. */
function installCore(modules: string): void {
  const stage = mkdtempSync(join(tmpdir(), 'core-'));
  try {
    const output = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', stage], {
      cwd: CORE,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [packed] = Object.values(JSON.parse(output) as Record<string, { readonly filename: string }>);
    execFileSync('tar', ['-xzf', join(stage, packed!.filename), '-C', stage]);
    const target = join(modules, '@aai-connectors/core');
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(stage, 'package'), target, { recursive: true });
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}
