import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { tailOf, textOf } from './logs.ts';
import { freePorts } from './ports.ts';
import { postgresPrograms, type PostgresPrograms } from './postgres-programs.ts';
import { type Program, startProgram } from './program.ts';
import { until } from './until.ts';
import { insteadOfRoot } from './user.ts';

/** Where it is, and as whom to log in. */
export interface PostgresServer {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** Its data stay. */
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const LOGIN = { database: 'postgres', user: 'n8n', password: 'of-the-host-tests-only' };

const SETTINGS = {
  listen_addresses: HOST,
  unix_socket_directories: '',
  // In files of its data: the machine's shared memory would stay behind after a SIGKILL.
  dynamic_shared_memory_type: 'mmap',
  // Only processes are cut off here, never the machine: what is written need not be on the disk.
  fsync: 'off',
  full_page_writes: 'off',
  // It needs LLVM, which is not unpacked.
  jit: 'off',
};

/** A Postgres on loopback, with its data in the user folder. */
export async function startPostgresServer(userFolder: string): Promise<PostgresServer> {
  const programs = await postgresPrograms();
  try {
    const data = await dataFolder(userFolder, programs);
    const [port] = await freePorts(1);
    const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const server = startProgram({
      name: 'postgres',
      command: programs.postgres,
      args: ['-D', data, ...settings],
      folder: data,
      env: programs.env,
      logFile: join(userFolder, 'logs', 'postgres.log'),
      user: insteadOfRoot(),
    });
    await ready(server, data);
    const stop = async (): Promise<void> => {
      await server.end();
      await programs.remove();
    };
    return { host: HOST, port: port!, ...LOGIN, stop };
  } catch (error) {
    await programs.remove();
    throw error;
  }
}

/** Made ready for a server when it is not yet. Postgres's user may go through the user folder to it, but not look around. */
async function dataFolder(userFolder: string, { initdb, env }: PostgresPrograms): Promise<string> {
  const user = insteadOfRoot();
  const data = join(userFolder, 'postgres');
  if (user !== undefined) {
    await chown(userFolder, process.getuid!(), user.gid);
    await chmod(userFolder, 0o710);
  }
  if (existsSync(join(data, 'PG_VERSION'))) return data;
  await mkdir(data, { mode: 0o700 });
  if (user !== undefined) await chown(data, user.uid, user.gid);
  const password = join(userFolder, 'postgres-password');
  await writeFile(password, LOGIN.password);
  try {
    const login = ['--username', LOGIN.user, '--pwfile', password, '--auth', 'scram-sha-256'];
    const args = ['--pgdata', data, ...login, '--encoding', 'UTF8', '--locale', 'C', '--no-sync'];
    await promisify(execFile)(initdb, args, { ...user, cwd: data, env });
  } finally {
    await rm(password);
  }
  return data;
}

/** Waits for the status in the last line of Postgres's PID file. The first line shows whether the file is from this server. */
async function ready(server: Program, data: string): Promise<void> {
  const isReady = (): true | undefined => {
    if (!server.running()) throw new Error(`Postgres ended by itself:\n${tailOf(server.logFile)}`);
    const lines = textOf(join(data, 'postmaster.pid')).split('\n');
    return Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready' ? true : undefined;
  };
  try {
    const late = (): string => `Postgres does not get ready:\n${tailOf(server.logFile)}`;
    await until(isReady, { limitMs: 20_000, late });
  } catch (error) {
    await server.kill();
    throw error;
  }
}
