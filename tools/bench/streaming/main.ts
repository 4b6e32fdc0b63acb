/**
 * Compares live sessions of the core, plain `ws` and the official SDK. Each runs in a separate process, in turns, against
 * the same local service over TLS, which the SDK requires. Prints for sessions in real time their CPU time and memory; for
 * one session as fast as possible its CPU time; and the added latency of a message.
 *
 *   npm run -s bench:streaming [-- --rounds 3 --seconds 60 --sessions 50 --many 200 --minutes 60]
 *   npm run -s bench:streaming -- --live-only --seconds 10 --sessions 20
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median, quantile } from '../figures.ts';
import { createCertificate } from './certificate.ts';
import { FRAME_MS, type Kind, KINDS, NAMES, RATE } from './clients.ts';
import {
  type LatencyResult,
  type LiveResult,
  measureLatency,
  measureLive,
  measureSpeed,
  type SpeedResult,
} from './measure.ts';
import { serve } from './service.ts';

/** How much CPU time and memory of plain `ws` the core may take. */
const CPU_AIM = 1.15;
const MEMORY_AIM = 1.3;

type Results<T> = Readonly<Record<Kind, readonly T[]>>;

/** Runs a role of this file for each client, in rounds. Every client comes first in turn. */
async function measured<T>(rounds: number, ask: (kind: Kind) => Promise<T>): Promise<Results<T>> {
  const results: Record<Kind, T[]> = { ws: [], core: [], sdk: [] };
  for (let round = 0; round < rounds; round++) {
    const first = round % KINDS.length;
    for (const kind of [...KINDS.slice(first), ...KINDS.slice(0, first)]) results[kind].push(await ask(kind));
  }
  return results;
}

const line = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

const head = (...cells: readonly string[]): string => line(...cells) + line(...cells.map(() => '---'));

/** The median ratio to plain `ws`, and the lowest and highest ratio of a round. */
function ratioOf<T>(results: Results<T>, kind: Kind, value: (result: T) => number): { mid: number; text: string } {
  const ratios = results[kind].map((result, round) => value(result) / value(results.ws[round]!));
  const mid = median(ratios);
  return { mid, text: `${mid.toFixed(2)} × (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})` };
}

const verdict = (what: string, mid: number, aim: number): string =>
  `Aim: ${what} at most ${aim.toFixed(2)} × plain ws: ${mid <= aim ? 'met' : 'NOT MET'} with ${mid.toFixed(2)} ×.\n`;

function liveTable(results: Results<LiveResult>, sessions: number, seconds: number): string {
  const rss = ({ rssMb }: LiveResult): number => rssMb;
  const cpu = ({ cpuPerHour }: LiveResult): number => cpuPerHour;
  const rows = KINDS.map((kind) => {
    const of = (value: (result: LiveResult) => number): number => median(results[kind].map(value));
    const kb = of(({ rssMb, startMb }) => ((rssMb - startMb) * 1024) / sessions);
    return line(
      ...[NAMES[kind], of(cpu).toFixed(2), ratioOf(results, kind, cpu).text],
      ...[`${of(rss).toFixed(0)} MB`, ratioOf(results, kind, rss).text, `${kb.toFixed(0)} KB`],
    );
  });
  return (
    `\n${sessions} sessions in real time, ${seconds} s\n\n` +
    head('client', 'CPU s per session hour', 'of plain ws', 'mean RSS', 'of plain ws', 'RSS per session') +
    rows.join('')
  );
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '60' },
      sessions: { type: 'string', default: '50' },
      many: { type: 'string', default: '200' },
      minutes: { type: 'string', default: '60' },
      'live-only': { type: 'boolean', default: false },
    },
  });
  const folder = await mkdtemp(join(tmpdir(), 'bench-streaming-'));
  const { key, cert } = createCertificate(folder);
  const child = (...args: string[]): ChildProcess =>
    fork(fileURLToPath(import.meta.url), args, { env: { ...process.env, NODE_EXTRA_CA_CERTS: cert } });
  const server = child('serve', key, cert);
  try {
    const base = await answerOf<string>(server);
    const rounds = Number(values.rounds);
    const ask = <T>(role: string, kind: Kind, ...args: string[]): Promise<T> =>
      answerOf<T>(child(role, kind, base, ...args));
    const print = (text: string): void => void process.stdout.write(text);

    print(`Live sessions over TLS, Node ${process.versions.node}: ${rounds} rounds in turns, `);
    print(`${FRAME_MS} ms frames of ${RATE} Hz\n`);
    const { sessions, many, seconds, minutes } = values;
    const live = await measured(rounds, (kind) => ask<LiveResult>('live', kind, sessions, seconds));
    print(liveTable(live, Number(sessions), Number(seconds)));
    print(`\n${verdict('CPU', ratioOf(live, 'core', ({ cpuPerHour }) => cpuPerHour).mid, CPU_AIM)}`);
    if (values['live-only']) return;

    const crowd = await measured(1, (kind) => ask<LiveResult>('live', kind, many, String(Number(seconds) / 2)));
    print(liveTable(crowd, Number(many), Number(seconds) / 2));
    print(`\n${verdict('RSS', ratioOf(crowd, 'core', ({ rssMb }) => rssMb).mid, MEMORY_AIM)}`);

    const speed = await measured(rounds, (kind) => ask<SpeedResult>('speed', kind, minutes));
    const [expected] = speed.ws.map(({ turns }) => turns);
    for (const kind of KINDS) {
      const other = speed[kind].find(({ turns }) => turns !== expected);
      if (other) throw new Error(`${NAMES[kind]} received ${other.turns} messages, not ${expected}.`);
    }
    const latency = await measured(4, (kind) => ask<LatencyResult>('latency', kind, '10'));
    const delays = (kind: Kind): number[] => latency[kind].flatMap((result) => result.delays);
    print(`\nOne session as fast as possible, ${minutes} minutes of audio; latency of 8 sessions in real time\n\n`);
    print(head('client', 'CPU s per audio hour', 'of plain ws', 'message to callback p50 / p99', 'added'));
    for (const kind of KINDS) {
      const perHour = median(speed[kind].map(({ cpuSeconds }) => cpuSeconds)) * (60 / Number(minutes));
      const [p50, p99] = [quantile(delays(kind), 0.5), quantile(delays(kind), 0.99)];
      const [added50, added99] = [p50 - quantile(delays('ws'), 0.5), p99 - quantile(delays('ws'), 0.99)];
      print(
        line(
          ...[NAMES[kind], perHour.toFixed(2), ratioOf(speed, kind, ({ cpuSeconds }) => cpuSeconds).text],
          ...[`${p50.toFixed(2)} / ${p99.toFixed(2)} ms`, `${added50.toFixed(2)} / ${added99.toFixed(2)} ms`],
        ),
      );
    }
    print(
      '\nUnlike the others, the core copies each frame and keeps it until its words have arrived, to send it again',
    );
    print(' after a cut.\n');
  } finally {
    server.kill();
    await rm(folder, { recursive: true });
  }
}

const answerOf = <T>(process_: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    process_.once('message', (value) => resolve(value as T));
    process_.once('error', reject);
    process_.once('exit', (code) => reject(new Error(`A process ended with ${code} before it answered.`)));
  });

function answer(result: object): void {
  process.send?.(result, () => process.exit(0));
}

const [role, first = '', base = '', ...rest] = process.argv.slice(2);
const numbers = rest.map(Number) as [number, number];
if (role === 'serve') process.send?.(await serve(first, base));
else if (role === 'speed') answer(await measureSpeed(first as Kind, base, numbers[0]));
else if (role === 'latency') answer(await measureLatency(first as Kind, base, numbers[0]));
else if (role === 'live') answer(await measureLive(first as Kind, base, ...numbers));
else await main();
