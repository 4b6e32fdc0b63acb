import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { environmentOf, queueEnvironment } from './environment.ts';
import { installN8n, type N8n } from './install.ts';
import { tailOf, textOf } from './logs.ts';
import { type Memory, memoryOf } from './memory.ts';
import { freePorts } from './ports.ts';
import { startPostgres } from './postgres.ts';
import { mainProcess, type N8nProcess, workerProcess } from './processes.ts';
import { type Program, startProgram } from './program.ts';
import { type Redis, startRedis } from './redis.ts';
import { sqlite } from './sqlite.ts';
import { until } from './until.ts';
import { installCommunityPackages, newUserFolder } from './user-folder.ts';

const READY_LIMIT_MS = 300_000;

export interface HostOptions {
  /** Packages to install, as `npm pack` makes them. */
  readonly tarballs: readonly string[];
  /** Folder to use and keep. If not set, a folder is created, and `stop` removes it. */
  readonly userFolder?: string;
  readonly port?: number;
  /** The public address, if it is not `port` on loopback, such as that of a proxy. Ends with a slash. */
  readonly webhookUrl?: string;
  /** `queue` runs executions in workers, with a separate Redis and Postgres. */
  readonly mode: 'regular' | 'queue';
  /** Number of workers in queue mode. @default 2 */
  readonly workers?: number;
  /** Environment variables to add or replace in every process. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Redis and Postgres belong to no part: only `stop` ends them. */
export type Part = 'main' | 'workers' | 'all';

/** A real n8n on loopback. */
export interface Host {
  /** Ends in a slash. */
  readonly url: string;
  /** What n8n believes to be its public address, which webhooks are below. Ends in a slash. */
  readonly webhookUrl: string;
  readonly userFolder: string;
  readonly n8n: N8n;
  readonly database: Database;
  /** What n8n's commands need, to work on the same database. */
  readonly env: NodeJS.ProcessEnv;
  /** Starts what does not run. Settles when webhooks of published workflows are taken and workers take work. */
  start(): Promise<void>;
  /** Ends main, or another part, at once, as a power cut would, with its task runners. What is on disk stays. */
  kill(part?: Part): Promise<void>;
  /** Ends all parts in an orderly way. What is on disk stays. */
  halt(): Promise<void>;
  /** Starts again what was killed. When nothing was, ends all parts in an orderly way first. */
  restart(): Promise<void>;
  /** Ends everything at once, and removes the user folder if it was made here. */
  stop(): Promise<void>;
  /** Of all processes that run, main first. */
  rssMb(): readonly Memory[];
  /** What all processes wrote, one after the other. */
  log(): string;
}

/** A host that runs. When it does not get ready, nothing of it stays behind. */
export async function startHost(options: HostOptions): Promise<Host> {
  const host = await prepareHost(options);
  try {
    await host.start();
    return host;
  } catch (error) {
    await host.stop();
    throw error;
  }
}

/** A host that does not run yet: the time for n8n's import commands. */
export async function prepareHost(options: HostOptions): Promise<Host> {
  const n8n = await installN8n();
  const userFolder = options.userFolder ?? (await newUserFolder());
  const removeFolder = async (): Promise<void> => {
    if (options.userFolder === undefined) await rm(userFolder, { recursive: true, force: true });
  };
  const logs = join(userFolder, 'logs');
  await mkdir(logs, { recursive: true });
  let database: Database;
  try {
    await installCommunityPackages(userFolder, options.tarballs);
    database = options.mode === 'queue' ? await startPostgres(n8n, userFolder) : sqlite(userFolder);
  } catch (error) {
    await removeFolder();
    throw error;
  }

  const { url, env, processes } = await plan(n8n, userFolder, database, options);
  const logFile = ({ name }: N8nProcess): string => join(logs, `${name}.log`);
  const programs = new Map<string, Program>();
  let redis: Redis | undefined;

  async function startOne(process: N8nProcess): Promise<void> {
    const { name, args } = process;
    const predecessor = programs.get(name);
    if (predecessor?.running()) return;
    await predecessor?.kill();
    const file = logFile(process);
    const doesItsWork = await process.readiness();
    const program = startProgram({
      name,
      command: n8n.node,
      args: [n8n.bin, ...args],
      folder: userFolder,
      env: { ...process.env, ...(redis && queueEnvironment(redis.port)) },
      logFile: file,
    });
    programs.set(name, program);
    const ready = async (): Promise<true | undefined> => {
      if (!program.running()) throw new Error(`n8n's ${name} ended by itself:\n${tailOf(file)}`);
      return (await doesItsWork()) ? true : undefined;
    };
    await until(ready, { limitMs: READY_LIMIT_MS, late: () => `n8n's ${name} did not get ready:\n${tailOf(file)}` });
  }

  const all = (): Program[] => [...programs.values()];

  const host: Host = {
    url,
    webhookUrl: env['N8N_WEBHOOK_URL']!,
    userFolder,
    n8n,
    database,
    env,
    async start() {
      if (options.mode === 'queue') redis ??= await startRedis();
      const [main, ...workers] = processes;
      await startOne(main!);
      await Promise.all(workers.map(startOne));
    },
    async kill(part = 'main') {
      const meant = all().filter(({ name }) => part === 'all' || (name === 'main') === (part === 'main'));
      await Promise.all(meant.map((program) => program.kill()));
    },
    async halt() {
      await Promise.all(all().map((program) => program.end()));
    },
    async restart() {
      if (all().every((program) => program.running())) await host.halt();
      await host.start();
    },
    async stop() {
      await host.kill('all');
      await redis?.stop();
      redis = undefined;
      await database.stop();
      await removeFolder();
    },
    rssMb: () =>
      all()
        .filter((program) => program.running())
        .map(memoryOf),
    log: () => processes.map((process) => textOf(logFile(process))).join('\n'),
  };
  return host;
}

/** Ports stay the same after a restart, so that earlier addresses stay valid. */
async function plan(
  n8n: N8n,
  userFolder: string,
  database: Database,
  { mode, workers = 2, port, webhookUrl, env: own }: HostOptions,
): Promise<{ url: string; env: NodeJS.ProcessEnv; processes: readonly N8nProcess[] }> {
  const count = mode === 'queue' ? workers : 0;
  const [free, brokerPort, ...forWorkers] = await freePorts(2 + 2 * count);
  const mainPort = port ?? free!;
  const url = `http://127.0.0.1:${mainPort}/`;
  const place = { n8n, userFolder, port: mainPort, brokerPort: brokerPort!, webhookUrl: webhookUrl ?? url };
  const env = { ...environmentOf(place), ...database.env, ...own };
  const worker = (_: unknown, at: number): N8nProcess =>
    workerProcess(at + 1, env, { broker: forWorkers[2 * at]!, health: forWorkers[2 * at + 1]! });
  return { url, env, processes: [mainProcess(url, database, env), ...Array.from({ length: count }, worker)] };
}
