import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from './cache.ts';
import { unpack } from './debian.ts';
import { isInstalled } from './installed.ts';
import { freePorts } from './ports.ts';
import { startProgram } from './program.ts';
import { until } from './until.ts';

/** A Redis on loopback that keeps nothing on disk. */
export interface Redis {
  readonly port: number;
  stop(): Promise<void>;
}

export async function startRedis(): Promise<Redis> {
  const { program, env } = await redisServer();
  const [port] = await freePorts(1);
  const folder = await mkdtemp(join(tmpdir(), 'aai-redis-'));
  const memoryOnly = ['--save', '', '--appendonly', 'no', '--bind', '127.0.0.1', '--port', String(port)];
  const server = startProgram({
    name: 'redis',
    command: program,
    args: memoryOnly,
    folder,
    env,
    logFile: join(folder, 'redis.log'),
  });
  const stop = async (): Promise<void> => {
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await until(() => answers(port!), { limitMs: 10_000, late: () => `Redis does not answer on port ${port}.` });
  } catch (error) {
    await stop();
    throw error;
  }
  return { port: port!, stop };
}

/** The machine's own, or Debian's, unpacked in the cache. */
async function redisServer(): Promise<{ program: string; env: NodeJS.ProcessEnv }> {
  const env = { PATH: process.env['PATH'] };
  if (await isInstalled('redis-server')) return { program: 'redis-server', env };
  const packages = ['redis-server', 'redis-tools'];
  const { program, libraryPath } = await unpack(cacheFolder('redis'), packages, 'usr/bin/redis-server');
  return { program, env: { ...env, LD_LIBRARY_PATH: libraryPath } };
}

/** True once it takes commands; nothing until then. */
function answers(port: number): Promise<true | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(1000, () => socket.destroy());
    socket.once('data', (reply) => {
      resolve(String(reply).startsWith('+PONG') ? true : undefined);
      socket.destroy();
    });
    socket.once('error', () => resolve(undefined));
    socket.once('close', () => resolve(undefined));
  });
}
