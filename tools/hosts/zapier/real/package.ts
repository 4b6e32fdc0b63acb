import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLI, cliEnvironment } from './cli.ts';

const APP = new URL('../../../../packages/zapier-app/', import.meta.url).pathname;

/** The zips for Zapier, in `packages/zapier-app/build`. */
export interface Zips {
  readonly build: string;
  readonly source: string;
}

/**
 * Makes the zips from the built app, without a login or Zapier's servers. It works in a folder outside the workspace and
 * installs only the platform's core there, because the command line cannot resolve the packages of a workspace.
 */
export function packageApp(): Zips {
  const { name, version, dependencies } = JSON.parse(readFileSync(join(APP, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const stage = mkdtempSync(join(tmpdir(), 'zapier-app-'));
  try {
    cpSync(join(APP, 'dist'), join(stage, 'dist'), { recursive: true });
    const manifest = { name, version, private: true, type: 'module', exports: './dist/index.js', dependencies };
    writeFileSync(join(stage, 'package.json'), JSON.stringify(manifest, undefined, 2));
    writeFileSync(join(stage, '.gitignore'), 'node_modules\nbuild\n');
    // The command line's search for files misses a kind of export that Node resolves.
    writeFileSync(
      join(stage, '.zapierapprc'),
      JSON.stringify({ includeInBuild: ['node_modules/[^/]+/require\\.mjs$'] }),
    );
    const run = (command: string, args: readonly string[]): void => {
      execFileSync(command, [...args], { cwd: stage, env: cliEnvironment(), stdio: 'pipe' });
    };
    run('npm', ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline']);
    run(process.execPath, [CLI, 'build', '--skip-dep-install', '--skip-validation']);
    mkdirSync(join(APP, 'build'), { recursive: true });
    const [build, source] = ['build.zip', 'source.zip'].map((file) => {
      copyFileSync(join(stage, 'build', file), join(APP, 'build', file));
      return join(APP, 'build', file);
    });
    return { build: build!, source: source! };
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}
