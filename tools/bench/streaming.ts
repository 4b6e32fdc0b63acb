/**
 * Compares live sessions of the core, plain `ws` and the official SDK. Each runs in a separate process, in turns, against
 * the same local service over TLS, which the SDK requires. Prints CPU time per hour of audio, the added latency of a
 * message compared with plain `ws`, and the memory of many concurrent sessions.
 *
 *   npm run -s bench:streaming [-- --minutes 60 --rounds 3 --sessions 200]
 */
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type WebSocket, WebSocketServer } from 'ws';

const FRAME_MS = 100;
const RATE = 16_000;
const FRAME = new Uint8Array((RATE * 2 * FRAME_MS) / 1000).map((_, at) => (at * 31) % 251);

/** One message about a turn for so many frames, one end of a turn for so many. */
const FRAMES_PER_PARTIAL = 4;
const FRAMES_PER_TURN = 48;

/** A client as the benchmark sees it. */
interface Client {
  /** Takes one frame; resolves when there is room for the next. */
  send(frame: Uint8Array): Promise<void> | void;
  close(): Promise<void>;
}

type Kind = 'ws' | 'core' | 'sdk';

type Open = (base: string, onTurn: (turn: Readonly<Record<string, unknown>>) => void) => Promise<Client>;

const NAMES: Readonly<Record<Kind, string>> = {
  ws: 'bare ws and JSON.parse',
  core: 'core, streaming.connect',
  sdk: 'official SDK',
};

const CLIENTS: Readonly<Record<Kind, () => Promise<Open>>> = {
  async ws() {
    const { WebSocket: Socket } = await import('ws');
    return (base, onTurn) =>
      new Promise((resolve, reject) => {
        const socket = new Socket(`${base.replace('https', 'wss')}/v3/ws?sample_rate=${RATE}`, {
          headers: { authorization: 'bench' },
          perMessageDeflate: false,
        });
        socket.on('error', reject);
        const ended = new Promise<void>((done) => socket.on('close', () => done()));
        socket.on('message', (data: Buffer) => {
          const message = JSON.parse(data.toString()) as Readonly<Record<string, unknown>>;
          if (message['type'] === 'Turn') onTurn(message);
          else if (message['type'] === 'Begin') {
            resolve({
              send: (frame) => {
                socket.send(frame);
                return socket.bufferedAmount > 1 << 18 ? breath() : undefined;
              },
              close: () => {
                socket.send('{"type":"Terminate"}');
                return ended;
              },
            });
          }
        });
      });
  },
  async core() {
    const { createClient } = await import('@aai-connectors/core/node');
    return async (base, onTurn) => {
      const client = createClient({ apiKey: 'bench', hosts: { streaming: base } });
      const session = await client.streaming.connect({ sample_rate: RATE }, { slackMs: Infinity, frameMs: FRAME_MS });
      session.on('turn', onTurn);
      return { send: (frame) => session.write(frame), close: async () => void (await session.close()) };
    };
  },
  async sdk() {
    const { AssemblyAI } = await import('assemblyai');
    return async (base, onTurn) => {
      const client = new AssemblyAI({ apiKey: 'bench' });
      const transcriber = client.streaming.transcriber({
        sampleRate: RATE,
        websocketBaseUrl: `${base.replace('https', 'wss')}/v3/ws`,
      } as never);
      transcriber.on('turn', (turn) => onTurn(turn as never));
      transcriber.on('error', () => undefined);
      await transcriber.connect();
      // It has no way to wait; its socket is looked into, as it would otherwise keep all audio in memory.
      const { socket } = transcriber as unknown as { socket: WebSocket };
      return {
        send: (frame) => {
          transcriber.sendAudio(frame as never);
          return socket.bufferedAmount > 1 << 18 ? breath() : undefined;
        },
        close: () => transcriber.close(),
      };
    };
  },
};

const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

/** The service: counts frames and answers as a busy conversation would. */
async function serve(key: string, cert: string): Promise<void> {
  const server = createServer({ key: await readFile(key), cert: await readFile(cert) });
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', (socket) => {
    let frames = 0;
    let turn = 0;
    const say = (message: object): void => socket.send(JSON.stringify(message));
    say({ type: 'Begin', id: crypto.randomUUID(), expires_at: Math.floor(Date.now() / 1000) + 10_800 });
    socket.on('message', (_, isBinary) => {
      if (!isBinary) {
        say({ type: 'Termination', audio_duration_seconds: frames / 10, session_duration_seconds: 1 });
        socket.close(1000);
        return;
      }
      frames++;
      const isEnd = frames % FRAMES_PER_TURN === 0;
      if (isEnd || frames % FRAMES_PER_PARTIAL === 0) say(turnMessage(turn, frames, isEnd));
      if (isEnd) turn++;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.send?.(`https://localhost:${(server.address() as AddressInfo).port}`);
}

/** As large as such messages are: a word for every 400 ms since the turn began. */
function turnMessage(turn: number, frames: number, isEnd: boolean): object {
  const inTurn = ((frames - 1) % FRAMES_PER_TURN) + 1;
  const from = (frames - inTurn) * FRAME_MS;
  const words = Array.from({ length: inTurn / FRAMES_PER_PARTIAL }, (_, at) => ({
    start: from + at * 400,
    end: from + at * 400 + 320,
    text: `word${at}`,
    confidence: 0.987654321,
    word_is_final: true,
  }));
  return {
    turn_order: turn,
    turn_is_formatted: false,
    end_of_turn: isEnd,
    transcript: words.map(({ text }) => text).join(' '),
    end_of_turn_confidence: 0.123456789,
    words,
    type: 'Turn',
    sent_at: String(process.hrtime.bigint()),
  };
}

interface CpuResult {
  readonly cpuSeconds: number;
  readonly turns: number;
}

/** Streams `minutes` of audio as fast as it goes. */
async function measureCpu(kind: Kind, base: string, minutes: number): Promise<CpuResult> {
  const open = await CLIENTS[kind]();
  let turns = 0;
  const client = await open(base, () => turns++);
  const frames = (minutes * 60_000) / FRAME_MS;
  // What only the first moments cost is not what an hour costs.
  for (let at = 0; at < 1000; at++) await client.send(FRAME);
  const before = process.cpuUsage();
  for (let at = 0; at < frames; at++) {
    const room = client.send(FRAME);
    if (room !== undefined) await room;
    if (at % 64 === 0) await new Promise(setImmediate);
  }
  await client.close();
  const { user, system } = process.cpuUsage(before);
  return { cpuSeconds: (user + system) / 1e6, turns };
}

interface LatencyResult {
  /** ms from the service's `send` to the callback. */
  readonly delays: readonly number[];
}

/** Streams in real time, eight times over, and looks at when each message arrives. */
async function measureLatency(kind: Kind, base: string, seconds: number): Promise<LatencyResult> {
  const open = await CLIENTS[kind]();
  const delays: number[] = [];
  const onTurn = (turn: Readonly<Record<string, unknown>>): void => {
    delays.push(Number(process.hrtime.bigint() - BigInt(turn['sent_at'] as string)) / 1e6);
  };
  const clients = await Promise.all(Array.from({ length: 8 }, () => open(base, onTurn)));
  for (let at = 0; at < seconds * 10; at++) {
    for (const client of clients) void client.send(FRAME);
    await new Promise((resolve) => setTimeout(resolve, FRAME_MS));
  }
  await Promise.all(clients.map((client) => client.close()));
  return { delays: delays.slice(Math.min(100, delays.length / 4)) };
}

interface MemoryResult {
  readonly startMb: number;
  readonly peakMb: number;
}

/** Many sessions at once, in real time. */
async function measureMemory(kind: Kind, base: string, sessions: number, seconds: number): Promise<MemoryResult> {
  const open = await CLIENTS[kind]();
  const startMb = process.memoryUsage.rss() / 2 ** 20;
  let peakMb = startMb;
  const sampler = setInterval(() => (peakMb = Math.max(peakMb, process.memoryUsage.rss() / 2 ** 20)), 50);
  const clients: Client[] = [];
  for (let at = 0; at < sessions; at++) clients.push(await open(base, () => undefined));
  for (let at = 0; at < seconds * 10; at++) {
    const began = performance.now();
    for (const client of clients) void client.send(FRAME);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, FRAME_MS - (performance.now() - began))));
  }
  clearInterval(sampler);
  await Promise.all(clients.map((client) => client.close()));
  return { startMb, peakMb };
}

// -- The program that starts the others

const environment = (cert: string): NodeJS.ProcessEnv => ({ ...process.env, NODE_EXTRA_CA_CERTS: cert });

function child(cert: string, ...args: string[]): ChildProcess {
  return fork(fileURLToPath(import.meta.url), args, { env: environment(cert) });
}

const answerOf = <T>(process_: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    process_.once('message', (value) => resolve(value as T));
    process_.once('error', reject);
    process_.once('exit', (code) => reject(new Error(`A process ended with ${code} before it answered.`)));
  });

const median = (values: readonly number[]): number => quantile(values, 0.5);

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** How much CPU of bare `ws` the core may take. Source: issue "Streaming". */
const AIM = 1.15;

/** The lowest and the highest ratio of one round. */
function spread(ours: readonly number[], theirs: readonly number[]): string {
  const ratios = ours.map((value, round) => value / theirs[round]!);
  return `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '60' },
      rounds: { type: 'string', default: '5' },
      sessions: { type: 'string', default: '200' },
    },
  });
  const folder = await mkdtemp(join(tmpdir(), 'bench-streaming-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      '-days',
      '1',
      '-subj',
      '/CN=localhost',
      '-addext',
      'subjectAltName=DNS:localhost',
    ],
    { stdio: 'ignore' },
  );
  const server = child(cert, 'serve', key, cert);
  try {
    const base = await answerOf<string>(server);
    const kinds = Object.keys(NAMES) as Kind[];
    const ask = <T>(role: string, kind: Kind, ...args: string[]): Promise<T> =>
      answerOf<T>(child(cert, role, kind, base, ...args));
    const cpu: Record<Kind, number[]> = { ws: [], core: [], sdk: [] };
    const delays: Record<Kind, number[]> = { ws: [], core: [], sdk: [] };
    const memory: Record<Kind, MemoryResult[]> = { ws: [], core: [], sdk: [] };
    let expected = 0;
    for (let round = 0; round < Number(values.rounds); round++) {
      // Nobody always comes first.
      for (const kind of [...kinds.slice(round % 3), ...kinds.slice(0, round % 3)]) {
        const { cpuSeconds, turns } = await ask<CpuResult>('cpu', kind, values.minutes);
        expected ||= turns;
        if (turns !== expected) throw new Error(`${NAMES[kind]} saw ${turns} messages, not ${expected}.`);
        cpu[kind].push(cpuSeconds * (60 / Number(values.minutes)));
      }
    }
    for (let round = 0; round < 4; round++) {
      for (const kind of kinds) delays[kind].push(...(await ask<LatencyResult>('latency', kind, '10')).delays);
    }
    for (const kind of kinds) memory[kind].push(await ask<MemoryResult>('memory', kind, values.sessions, '30'));

    process.stdout.write(
      `Live sessions over TLS on this machine, Node ${process.versions.node}: ${values.rounds} rounds in turns, ${FRAME_MS} ms frames of ${RATE} Hz, ${Math.round((expected * 60) / Number(values.minutes))} messages an hour\n\n`,
    );
    process.stdout.write(
      `| client | CPU s per audio hour (median) | of bare ws | message to callback p50 / p99 ms | added p50 / p99 ms | peak RSS with ${values.sessions} sessions | above start |\n|${' --- |'.repeat(7)}\n`,
    );
    for (const kind of kinds) {
      const [{ startMb, peakMb }] = memory[kind] as [MemoryResult];
      const at = (share: number): number => quantile(delays[kind], share);
      const added = (share: number): string => (at(share) - quantile(delays.ws, share)).toFixed(2);
      process.stdout.write(
        `| ${NAMES[kind]} | ${median(cpu[kind]).toFixed(2)} | ${(median(cpu[kind]) / median(cpu.ws)).toFixed(2)} × | ${at(0.5).toFixed(2)} / ${at(0.99).toFixed(2)} | ${added(0.5)} / ${added(0.99)} | ${peakMb.toFixed(0)} MB | ${(peakMb - startMb).toFixed(0)} MB |\n`,
      );
    }
    const ratio = median(cpu.core) / median(cpu.ws);
    process.stdout.write(
      `\nAim: the core at no more than ${AIM.toFixed(2)} × the CPU of bare ws: ${ratio <= AIM ? 'met' : 'NOT MET'} with ${ratio.toFixed(2)} × (rounds: ${spread(cpu.core, cpu.ws)}).\n` +
        'Unlike the others, the core copies each frame and keeps it until its words have come, to send it again after a cut.\n',
    );
  } finally {
    server.kill();
    await rm(folder, { recursive: true });
  }
}

const [role, first = '', base = '', ...rest] = process.argv.slice(2);
if (role === 'serve') await serve(first, base);
else if (role === 'cpu') report(await measureCpu(first as Kind, base, Number(rest[0])));
else if (role === 'latency') report(await measureLatency(first as Kind, base, Number(rest[0])));
else if (role === 'memory') report(await measureMemory(first as Kind, base, Number(rest[0]), Number(rest[1])));
else await main();

function report(result: object): void {
  process.send?.(result, () => process.exit(0));
}
