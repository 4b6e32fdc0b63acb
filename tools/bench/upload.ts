/**
 * Uploads a generated stream with the core and with plain `fetch`, in separate processes, in turns, to the same local
 * sink. Prints the throughput of both, the ratio, and the peak memory of each process.
 *
 *   npm run -s bench:upload [-- --gib 2 --rounds 2]
 */
import { type ChildProcess, fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from './figures.ts';

const LIMIT_MB = 150;
const PIECE = new Uint8Array(256 * 1024).fill(42);

interface Result {
  readonly seconds: number;
  readonly peakMb: number;
  readonly startMb: number;
  readonly received: number;
}

async function* generated(bytes: number): AsyncGenerator<Uint8Array> {
  for (let left = bytes; left > 0; left -= PIECE.byteLength) {
    yield left >= PIECE.byteLength ? PIECE : PIECE.subarray(0, left);
  }
}

/** Takes uploads and only counts them. */
async function sink(): Promise<void> {
  const server = createServer((request, response) => {
    let received = 0;
    request.on('data', (piece: Buffer) => (received += piece.byteLength));
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ upload_url: `https://cdn.example.com/upload/${received}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

async function measured(
  base: string,
  bytes: number,
  upload: (base: string, bytes: number) => Promise<string>,
): Promise<void> {
  const startMb = process.memoryUsage.rss() / 2 ** 20;
  let peakMb = startMb;
  const sampler = setInterval(() => (peakMb = Math.max(peakMb, process.memoryUsage.rss() / 2 ** 20)), 20);
  const started = process.hrtime.bigint();
  const url = await upload(base, bytes);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  clearInterval(sampler);
  peakMb = Math.max(peakMb, process.memoryUsage.rss() / 2 ** 20);
  process.send?.({ seconds, peakMb, startMb, received: Number(url.split('/').at(-1)) } satisfies Result);
}

async function throughCore(base: string, bytes: number): Promise<string> {
  const { createClient } = await import('@aai-connectors/core/node');
  const client = createClient({ apiKey: 'bench', hosts: { api: base } });
  const { upload_url } = await client.files.upload(generated(bytes), { size: bytes });
  return upload_url;
}

async function throughFetch(base: string, bytes: number): Promise<string> {
  const response = await fetch(`${base}/v2/upload`, {
    method: 'POST',
    headers: { authorization: 'bench', 'content-length': String(bytes) },
    body: generated(bytes) as unknown as BodyInit,
    duplex: 'half',
  } as RequestInit);
  return ((await response.json()) as { upload_url: string }).upload_url;
}

async function throughFetchStream(base: string, bytes: number): Promise<string> {
  const iterator = generated(bytes);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
  });
  const response = await fetch(`${base}/v2/upload`, {
    method: 'POST',
    headers: { authorization: 'bench' },
    body,
    duplex: 'half',
  } as RequestInit);
  return ((await response.json()) as { upload_url: string }).upload_url;
}

const start = (role: string, ...args: string[]): ChildProcess => fork(fileURLToPath(import.meta.url), [role, ...args]);

const message = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    child.once('message', (value) => resolve(value as T));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`A process ended with ${code} before it answered.`)));
  });

type Role = 'core' | 'fetch' | 'fetch-stream';

const NAMES: Readonly<Record<Role, string>> = {
  fetch: 'plain fetch, async iterable',
  'fetch-stream': 'plain fetch, ReadableStream',
  core: 'core, files.upload',
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { gib: { type: 'string', default: '2' }, rounds: { type: 'string', default: '2' } },
  });
  const bytes = Math.round(Number(values.gib) * 2 ** 30);
  const server = start('sink');
  const base = await message<string>(server);
  const results: Record<Role, Result[]> = { core: [], fetch: [], 'fetch-stream': [] };
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const role of Object.keys(NAMES) as Role[])
      results[role].push(await message<Result>(start(role, base, String(bytes))));
  }
  server.kill();

  const gib = (bytes / 2 ** 30).toFixed(2);
  process.stdout.write(
    `Upload of ${gib} GiB as a generated stream, Node ${process.versions.node}, ${values.rounds} rounds in turns\n\n`,
  );
  process.stdout.write('                               GiB/s (median)   peak RSS (MB)   RSS before (MB)\n');
  const speed: Record<string, number> = {};
  for (const [role, runs] of Object.entries(results)) {
    if (runs.some(({ received }) => received !== bytes))
      throw new Error(`${role}: the sink did not receive every byte.`);
    speed[role] = bytes / 2 ** 30 / median(runs.map(({ seconds }) => seconds));
    const peak = Math.max(...runs.map(({ peakMb }) => peakMb));
    const before = Math.max(...runs.map(({ startMb }) => startMb));
    process.stdout.write(
      `${NAMES[role as Role].padEnd(28)}${speed[role].toFixed(2).padStart(17)}${peak.toFixed(0).padStart(16)}${before.toFixed(0).padStart(18)}\n`,
    );
  }
  const ratio = (to: Role): string => ((speed['core'] ?? 0) / (speed[to] ?? 1)).toFixed(2);
  const peak = Math.max(...results.core.map(({ peakMb }) => peakMb));
  process.stdout.write(
    `\nThroughput of the core: ${ratio('fetch')} times plain fetch with an async iterable, ${ratio('fetch-stream')} times with a ReadableStream; peak ${peak.toFixed(0)} MB of ${LIMIT_MB} MB allowed: ${peak < LIMIT_MB ? 'ok' : 'TOO MUCH'}\n`,
  );
  if (peak >= LIMIT_MB) process.exitCode = 1;
}

const [role, base = '', bytes = '0'] = process.argv.slice(2);
if (role === 'sink') await sink();
else if (role === 'core') await measured(base, Number(bytes), throughCore).then(() => process.disconnect());
else if (role === 'fetch') await measured(base, Number(bytes), throughFetch).then(() => process.disconnect());
else if (role === 'fetch-stream') {
  await measured(base, Number(bytes), throughFetchStream).then(() => process.disconnect());
} else await main();
