import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A program of a Debian package that is unpacked, not installed. */
export interface Unpacked {
  readonly program: string;
  readonly libraryPath: string;
}

/** Packages whose name is not that of their library. */
const NAMES: readonly (readonly [library: RegExp, packageName: string])[] = [
  [/^lib(?:crypto|ssl)\.so\.(\d+)$/, 'libssl$1'],
  [/^libicu\w+\.so\.(\d+)$/, 'libicu$1'],
  [/^liblber-(.+)\.so\.(\d+)$/, 'libldap-$1-$2'],
  [/^libpam\.so\.0$/, 'libpam0g'],
  [/^libxml2\.so\.2$/, 'libxml2'],
  [/^libz\.so\.1$/, 'zlib1g'],
];

/**
 * Downloads packages by apt and unpacks them into a folder, with the libraries that the program misses. Needs no root if
 * apt has its lists of packages.
 */
export async function unpack(folder: string, packages: readonly string[], program: string): Promise<Unpacked> {
  const unpacked = { program: join(folder, program), libraryPath: libraryPathOf(folder) };
  if (existsSync(unpacked.program) && (await missingLibraries(unpacked)).length === 0) return unpacked;
  await fetchInto(folder, packages);
  for (;;) {
    const missing = await missingLibraries(unpacked);
    if (missing.length === 0) return unpacked;
    const before = missing.join();
    await fetchInto(folder, [...new Set(missing.map(packageOf))]);
    if ((await missingLibraries(unpacked)).join() === before) throw new Error(`${program} misses ${before}.`);
  }
}

/** The first package that this one needs and that is called so: `postgresql` needs the version that Debian has. */
export async function dependencyOf(name: string, called: RegExp): Promise<string> {
  const { stdout } = await apt('apt-cache', ['depends', name]);
  const found = [...stdout.matchAll(/Depends: (\S+)/g)].map(([, one]) => one!).find((one) => called.test(one));
  if (found === undefined) throw new Error(`apt does not know what ${name} needs: ${stdout}`);
  return found;
}

/** Where programs unpacked there find the shared libraries that the machine has not got. */
export function libraryPathOf(folder: string): string {
  const machine = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
  return `${join(folder, 'usr', 'lib', machine)}:${join(folder, 'lib', machine)}`;
}

/** `liblzf.so.1` is in `liblzf1`: that is how Debian names libraries. */
function packageOf(library: string): string {
  const exception = NAMES.find(([pattern]) => pattern.test(library));
  if (exception !== undefined) return library.replace(...exception);
  return library
    .replace(/(\d)\.so\.(\d+).*$/, '$1-$2')
    .replace(/\.so\.(\d+).*$/, '$1')
    .replaceAll('_', '-');
}

async function fetchInto(folder: string, packages: readonly string[]): Promise<void> {
  const downloads = join(folder, `downloads-${process.pid}`);
  await mkdir(downloads, { recursive: true });
  try {
    await apt('apt-get', ['download', ...packages], downloads);
    for (const file of await readdir(downloads)) await run('dpkg-deb', ['-x', join(downloads, file), folder]);
  } finally {
    await rm(downloads, { recursive: true, force: true });
  }
}

/**
 * Runs an apt command. A new machine or container has no lists of packages, and old lists name files that are gone: gets
 * the lists and tries again.
 *
 * @throws Error that says what to run
 */
async function apt(command: string, args: readonly string[], folder?: string): Promise<{ readonly stdout: string }> {
  const attempt = (): Promise<{ stdout: string }> => run(command, [...args], { cwd: folder });
  try {
    return await attempt();
  } catch {
    const updated = await run('apt-get', ['update']).catch((error: unknown) => String(error));
    return attempt().catch((cause: unknown) => {
      const why = typeof updated === 'string' ? ` apt-get update failed too: ${updated}` : '';
      throw new Error(
        `${command} ${args.join(' ')} failed. Run "sudo apt-get update" and try again, or install the program yourself.${why}`,
        { cause },
      );
    });
  }
}

async function missingLibraries({ program, libraryPath }: Unpacked): Promise<string[]> {
  const { stdout } = await run('ldd', [await realpath(program)], {
    env: { ...process.env, LD_LIBRARY_PATH: libraryPath },
  });
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map(([, library]) => library!);
}
