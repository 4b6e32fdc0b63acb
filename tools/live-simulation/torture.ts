import { connect, type FinalTurn, type SessionSummary } from '@aai-connectors/core/streaming';
import { markedAudio, type SessionFault } from '@aai-connectors/stand-in';
import { virtualClock } from '@aai-connectors/stand-in/clock';
import { blowOf, createNetwork, hurdleOf } from './network.ts';
import { judged, type ReportedGap, type Verdict } from './oracle.ts';
import { about, oneOf, type Random, seeded } from './random.ts';
import { fickleListener } from './recognizer.ts';
import { conversation } from './speech.ts';

export interface TortureOptions {
  readonly minutes: number;
  /** How many connections are broken. */
  readonly cuts: number;
  readonly seed: number;
  readonly formatTurns: boolean;
  /** ms of audio that the service takes ahead of real time. */
  readonly paceSlackMs: number;
  /** ms the microphone was without any network, once, in the middle; longer than the buffer makes a gap. */
  readonly outageMs?: number;
  /** Whether the runtime has pings; browsers have none. @default true */
  readonly pings?: boolean;
  /** Messages that are broken, unknown, doubled or in the wrong order. @default false */
  readonly noise?: boolean;
  /** ms of audio that the client keeps. @default 180 000, the core's */
  readonly bufferMs?: number;
  readonly onMinute?: (minute: number) => void;
}

export interface TortureResult extends Verdict {
  readonly connections: number;
  /** Connections that were broken while they worked. */
  readonly broken: number;
  /** Audio the service received, as a multiple of what was spoken. */
  readonly resent: number;
  /** Most audio held by the session at any time, ms. */
  readonly mostHeldMs: number;
  /** How often each thing went wrong. */
  readonly troubles: Readonly<Record<string, number>>;
  readonly finals: readonly FinalTurn[];
}

const RATE = 8000;
const CHUNK_MS = 100;
const BUFFER_MS = 180_000;

/** Half a step of the recognizer's grid for each of three reasons, and room for rounding. */
const TOLERANCE_MS = 160;

const NOISES = ['bad-json', 'binary', 'unknown-type', 'error-message', 'duplicate-turn', 'out-of-order'] as const;

/** A few noises in each connection, among its first messages, which are those that repeat what was reported. */
const noisy = (random: Random): SessionFault[] =>
  Array.from({ length: 4 }, () => ({ at: { message: 1 + Math.floor(random() * 40) }, do: oneOf(random, NOISES) }));

/** An hour of live audio from a microphone that does not wait, over a network that keeps breaking. */
export async function torture(options: TortureOptions): Promise<TortureResult> {
  const { minutes, cuts, seed, formatTurns, paceSlackMs, outageMs = 0, bufferMs = BUFFER_MS } = options;
  const random = seeded(seed);
  const totalMs = minutes * 60_000;
  const words = conversation(totalMs, random);
  const audio = markedAudio(words, totalMs, RATE);
  const clock = virtualClock({ settle: 'promises' });
  const troubles: Record<string, number> = {};
  const count = (name: string): void => void (troubles[name] = (troubles[name] ?? 0) + 1);
  const network = createNetwork({
    clock,
    listener: fickleListener(words, seeded(seed ^ 0x5eed)),
    random,
    paceSlackMs,
    pings: options.pings ?? true,
    faults: () => (options.noise === true ? noisy(random) : []),
  });
  for (let cut = 0; cut < cuts; cut++) {
    clock.schedule(random() * (totalMs - 5000), () => {
      const blow = blowOf(random);
      count(blow.kind === 'code' ? `code ${blow.code < 4000 ? blow.code : '4xxx'}` : `half-open (${blow.way})`);
      const hurdle = hurdleOf(random);
      if (hurdle !== undefined) {
        count(hurdle.kind);
        network.hinder(hurdle);
      }
      network.strike(blow);
    });
  }
  if (outageMs > 0) clock.schedule(totalMs / 2 + about(random, 20_000), () => network.blackout(outageMs));

  const opening = connect(
    {
      host: 'https://streaming.example.com',
      io: { dial: network.dial, schedule: clock.schedule, now: clock.now, random },
      credentials: { token: () => 'a-token' },
    },
    { sample_rate: RATE, format_turns: formatTurns },
    { bufferMs, reconnect: { maxOutageMs: outageMs + 120_000 } },
  );
  await clock.advance(1500);
  const session = await opening;
  const finals: FinalTurn[] = [];
  const gaps: ReportedGap[] = [];
  let spokenMs = 0;
  session.on('final', (turn) => finals.push(turn));
  session.on('gap', (gap) => gaps.push({ ...gap, spokenMs }));

  let mostHeldMs = 0;
  const size = (RATE * CHUNK_MS) / 1000;
  for (let at = 0; at < audio.length; at += size) {
    spokenMs += CHUNK_MS;
    void session.write(audio.subarray(at, at + size));
    mostHeldMs = Math.max(mostHeldMs, session.heldMs);
    await clock.advance(CHUNK_MS);
    if (at > 0 && (at / RATE) % 60 === 0) options.onMinute?.(at / RATE / 60);
  }
  let summary: SessionSummary | undefined;
  let failure: unknown;
  session.close().then(
    (value) => (summary = value),
    (error: unknown) => (failure = error),
  );
  for (let waited = 0; summary === undefined && failure === undefined && waited < 900_000; waited += 1000) {
    await clock.advance(1000);
  }
  if (failure !== undefined) throw failure as Error;
  if (summary === undefined) throw new Error('The session never closed.');
  return {
    ...judged({ words, bufferMs, toleranceMs: TOLERANCE_MS }, finals, gaps, summary),
    connections: network.connections,
    broken: network.broken,
    resent: network.heardMs / totalMs,
    mostHeldMs,
    troubles,
    finals,
  };
}
