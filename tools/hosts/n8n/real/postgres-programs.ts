import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from './cache.ts';
import { dependencyOf, libraryPathOf, unpack } from './debian.ts';
import { isInstalled } from './installed.ts';
import { insteadOfRoot } from './user.ts';

/** What a Postgres server consists of, for the user who runs it. */
export interface PostgresPrograms {
  readonly postgres: string;
  readonly initdb: string;
  readonly env: NodeJS.ProcessEnv;
  /** When they are no longer run. */
  remove(): Promise<void>;
}

/** The machine's own, or Debian's, unpacked in the cache. */
export async function postgresPrograms(): Promise<PostgresPrograms> {
  const env = { PATH: process.env['PATH'], TZ: 'UTC' };
  if ((await isInstalled('postgres')) && (await isInstalled('initdb')))
    return { postgres: 'postgres', initdb: 'initdb', env, remove: async () => undefined };
  const name = await dependencyOf('postgresql', /^postgresql-\d+$/);
  const programs = join('usr', 'lib', 'postgresql', name.replace('postgresql-', ''), 'bin');
  const cached = cacheFolder('postgres');
  await unpack(cached, [name, 'libpq5'], join(programs, 'postgres'));
  const { folder, remove } = await reachable(cached);
  return {
    postgres: join(folder, programs, 'postgres'),
    initdb: join(folder, programs, 'initdb'),
    env: { ...env, LD_LIBRARY_PATH: libraryPathOf(folder) },
    remove,
  };
}

/** A copy when we are root, whose cache nobody else may look into. Postgres finds its files from its program on. */
async function reachable(cached: string): Promise<{ folder: string; remove: () => Promise<void> }> {
  if (insteadOfRoot() === undefined) return { folder: cached, remove: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), 'aai-postgres-'));
  await cp(cached, folder, { recursive: true, verbatimSymlinks: true });
  await chmod(folder, 0o755);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
