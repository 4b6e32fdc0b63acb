/** The measurements of one client, each in a separate process. */
import { CLIENTS, FRAME, FRAME_MS, type Kind, type Session, type Turn } from './clients.ts';

const MB = 2 ** 20;

export interface SpeedResult {
  readonly cpuSeconds: number;
  readonly turns: number;
}

/** Streams `minutes` of audio as fast as possible. */
export async function measureSpeed(kind: Kind, base: string, minutes: number): Promise<SpeedResult> {
  const open = await CLIENTS[kind]();
  let turns = 0;
  const session = await open(base, () => turns++, false);
  const frames = (minutes * 60_000) / FRAME_MS;
  // The first moments cost more than the rest of an hour.
  for (let at = 0; at < 1000; at++) await session.send(FRAME);
  const before = process.cpuUsage();
  for (let at = 0; at < frames; at++) {
    const room = session.send(FRAME);
    if (room !== undefined) await room;
    if (at % 64 === 0) await new Promise(setImmediate);
  }
  await session.close();
  return { cpuSeconds: cpuSince(before), turns };
}

export interface LatencyResult {
  /** ms from the service's `send` to the callback. */
  readonly delays: readonly number[];
}

/** Streams in eight sessions in real time. */
export async function measureLatency(kind: Kind, base: string, seconds: number): Promise<LatencyResult> {
  const delays: number[] = [];
  const onTurn = (turn: Turn): void => {
    delays.push(Number(process.hrtime.bigint() - BigInt(turn['sent_at'] as string)) / 1e6);
  };
  const sessions = await openAll(kind, base, 8, onTurn);
  for (let at = 0; at < seconds * 10; at++) {
    for (const session of sessions) void session.send(FRAME);
    await new Promise((resolve) => setTimeout(resolve, FRAME_MS));
  }
  await Promise.all(sessions.map((session) => session.close()));
  return { delays: delays.slice(Math.min(100, delays.length / 4)) };
}

export interface LiveResult {
  /** CPU seconds for an hour of one session. */
  readonly cpuPerHour: number;
  /** Mean memory of the process while it streams, and before the first session, MB. */
  readonly rssMb: number;
  readonly startMb: number;
}

/** Seconds before a measurement in real time, in which code is compiled and buffers grow. */
const WARM_UP_S = 10;

/** Streams in real time, with a timer for each session, like calls that do not know of each other. */
export async function measureLive(kind: Kind, base: string, count: number, seconds: number): Promise<LiveResult> {
  await CLIENTS[kind]();
  const startMb = process.memoryUsage.rss() / MB;
  const sessions = await openAll(kind, base, count, () => undefined);
  const timers: NodeJS.Timeout[] = [];
  for (const session of sessions) {
    timers.push(setInterval(() => void session.send(FRAME), FRAME_MS));
    await new Promise((resolve) => setTimeout(resolve, FRAME_MS / count));
  }
  await new Promise((resolve) => setTimeout(resolve, WARM_UP_S * 1000));
  const samples: number[] = [];
  const sampler = setInterval(() => samples.push(process.memoryUsage.rss() / MB), 500);
  const before = process.cpuUsage();
  const from = performance.now();
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const hours = (performance.now() - from) / 3_600_000;
  const cpuPerHour = cpuSince(before) / (count * hours);
  for (const timer of [...timers, sampler]) clearInterval(timer);
  await Promise.all(sessions.map((session) => session.close()));
  return { cpuPerHour, rssMb: samples.reduce((sum, each) => sum + each, 0) / samples.length, startMb };
}

async function openAll(kind: Kind, base: string, count: number, onTurn: (turn: Turn) => void): Promise<Session[]> {
  const open = await CLIENTS[kind]();
  const sessions: Session[] = [];
  for (let at = 0; at < count; at++) sessions.push(await open(base, onTurn, true));
  return sessions;
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
