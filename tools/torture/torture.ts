import { connect, type FinalTurn, type SessionSummary } from '@aai-connectors/core/streaming';
import { CUT_WORD, markedAudio, type MarkedWord } from '../stand-in/index.ts';
import { fastClock } from './clock.ts';
import { type Blow, createNetwork } from './network.ts';

export interface TortureOptions {
  readonly minutes: number;
  /** How often the connection is struck. */
  readonly cuts: number;
  readonly seed: number;
  readonly formatTurns: boolean;
  /** ms of audio that the service takes ahead of real time. */
  readonly paceSlackMs: number;
  /** ms the microphone was without any network, once, in the middle; longer than the buffer makes a gap. */
  readonly outageMs?: number;
  readonly onMinute?: (minute: number) => void;
}

export interface TortureResult {
  readonly expected: number;
  readonly received: number;
  readonly duplicated: number;
  /** Not told, and not in a gap that was reported. */
  readonly lost: number;
  /** Not told, but in a reported gap. */
  readonly inGaps: number;
  /** Heard in pieces at the edge of a reported gap. */
  readonly cut: number;
  readonly gaps: SessionSummary['gaps'];
  /** Words told at another time than they were spoken at, by more than 50 ms. */
  readonly misplaced: number;
  readonly connections: number;
  /** Audio the service received, as a multiple of what was spoken. */
  readonly resent: number;
  /** Most audio held by the session at any time, ms. */
  readonly mostHeldMs: number;
  readonly blows: Readonly<Record<string, number>>;
}

const RATE = 8000;
const CHUNK_MS = 100;

/** Reasons the service gives, and one that a network gives. */
const CODES: readonly (readonly [number, string])[] = [
  [1006, ''],
  [1001, ''],
  [1011, ''],
  [3005, 'Session Cancelled: An error occurred'],
  [3008, 'Session Expired: Maximum session duration exceeded'],
  [3009, 'Unauthorized Connection: Too many concurrent sessions'],
];

/** The same numbers for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** People talking: words of 120 to 450 ms, turns of 1 to 25 words, pauses of up to three seconds. */
function conversation(totalMs: number, random: () => number): MarkedWord[] {
  const words: MarkedWord[] = [];
  let at = 500;
  while (at < totalMs - 2000) {
    const count = 1 + Math.floor(random() * 25);
    for (let word = 0; word < count && at < totalMs - 2000; word++) {
      const length = 120 + Math.floor(random() * 330);
      words.push({ text: `w${words.length}`, start: at, end: at + length });
      at += length + 20 + Math.floor(random() * 120);
    }
    at += 500 + Math.floor(random() * 2500);
  }
  return words;
}

function blowOf(random: () => number): Blow {
  const dice = random();
  if (dice < 0.2) return { kind: 'half-open' };
  if (dice < 0.3) return { kind: 'refused', status: 503 };
  const [code, reason] = CODES[Math.floor(random() * CODES.length)]!;
  return { kind: 'cut', code, reason };
}

/** An hour of live audio from a microphone that does not wait, over a network that keeps breaking. */
export async function torture(options: TortureOptions): Promise<TortureResult> {
  const { minutes, cuts, seed, formatTurns, paceSlackMs, outageMs = 0 } = options;
  const random = seeded(seed);
  const totalMs = minutes * 60_000;
  const words = conversation(totalMs, random);
  const audio = markedAudio(words, totalMs, RATE);
  const clock = fastClock(Date.UTC(2026, 0, 15));
  const network = createNetwork({ clock, words, random, paceSlackMs });
  const blows: Record<string, number> = {};
  const times = Array.from({ length: cuts }, () => random() * (totalMs - 5000)).sort((a, b) => a - b);
  for (const at of times) {
    clock.schedule(at, () => {
      const blow = blowOf(random);
      const name = blow.kind === 'cut' ? `code ${blow.code}` : blow.kind;
      blows[name] = (blows[name] ?? 0) + 1;
      if (random() < 0.2) {
        blows['slow Begin'] = (blows['slow Begin'] ?? 0) + 1;
        network.slowBegin(500 + random() * 9500, 1);
      }
      network.strike(blow);
    });
  }
  if (outageMs > 0) {
    clock.schedule(totalMs / 2, () => network.blackout(outageMs));
  }

  const opening = connect(
    {
      host: 'https://streaming.example.com',
      hands: { dial: network.dial, schedule: clock.schedule, now: clock.now, random },
      credentials: { token: () => 'a-token' },
    },
    { sample_rate: RATE, format_turns: formatTurns },
    { reconnect: { maxOutageMs: outageMs + 120_000 } },
  );
  await clock.pass(500);
  const session = await opening;
  const finals: FinalTurn[] = [];
  session.on('final', (turn) => finals.push(turn));

  let mostHeldMs = 0;
  const size = (RATE * CHUNK_MS) / 1000;
  for (let at = 0; at < audio.length; at += size) {
    void session.write(audio.subarray(at, at + size));
    mostHeldMs = Math.max(mostHeldMs, session.heldMs);
    await clock.pass(CHUNK_MS);
    if (at > 0 && (at / RATE) % 60 === 0) options.onMinute?.(at / RATE / 60);
  }
  let summary: SessionSummary | undefined;
  void session.close().then((value) => (summary = value));
  for (let waited = 0; summary === undefined && waited < 900_000; waited += 1000) await clock.pass(1000);
  if (summary === undefined) throw new Error('The session never closed.');
  if (summary.error !== undefined) throw summary.error;
  return judged(words, finals, summary);

  function judged(expected: readonly MarkedWord[], turns: readonly FinalTurn[], end: SessionSummary): TortureResult {
    const told = new Map<string, number[]>();
    let cut = 0;
    for (const { text, start } of turns.flatMap((turn) => turn.words)) {
      if (text === CUT_WORD) cut++;
      else told.set(text, [...(told.get(text) ?? []), start]);
    }
    const missing = expected.filter(({ text }) => !told.has(text));
    const isInGap = (word: MarkedWord): boolean =>
      end.gaps.some((gap) => word.start < gap.end + 50 && word.end > gap.start - 50);
    return {
      expected: expected.length,
      received: told.size,
      duplicated: [...told.values()].reduce((sum, starts) => sum + starts.length - 1, 0),
      lost: missing.filter((word) => !isInGap(word)).length,
      inGaps: missing.filter(isInGap).length,
      cut,
      gaps: end.gaps,
      misplaced: expected.filter(
        (word) => told.has(word.text) && !isInGap(word) && Math.abs(told.get(word.text)![0]! - word.start) > 50,
      ).length,
      connections: network.connections,
      resent: network.heardMs / totalMs,
      mostHeldMs,
      blows,
    };
  }
}
