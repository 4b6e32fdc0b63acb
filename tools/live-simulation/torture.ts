import { connect, type Dial, type FinalTurn, type SessionSummary } from '@aai-connectors/core/streaming';
import { markedAudio, type SessionFault } from '@aai-connectors/stand-in';
import { virtualClock } from '@aai-connectors/stand-in/clock';
import { type Cruelty, cruelListener } from './recognizer.ts';
import { type Identity, identityOf } from './identity.ts';
import { type Blow, blowOf, createNetwork, type Hurdle, hurdleOf } from './network.ts';
import { EDGE_MS, judged, type Recognized, type ReportedGap, type Verdict } from './oracle.ts';
import { about, oneOf, type Random, seeded } from './random.ts';
import { conversation, type SpeechOptions } from './speech.ts';
import type { Tampering } from './tampering.ts';

export interface TortureOptions {
  readonly minutes: number;
  /** How many connections are broken. */
  readonly cuts: number;
  readonly seed: number;
  readonly formatTurns: boolean;
  /** ms of audio that the service takes ahead of real time. */
  readonly paceSlackMs: number;
  /** ms the microphone was without any network, once, in the middle; longer than the buffer makes a gap. */
  readonly outageMs?: number | undefined;
  /** Whether the runtime has pings; browsers have none. @default true */
  readonly pings?: boolean | undefined;
  /** Messages that are broken, unknown, doubled or in the wrong order. @default false */
  readonly noise?: boolean | undefined;
  /** ms of audio that the client keeps. @default 180 000, the core's */
  readonly bufferMs?: number | undefined;
  readonly speech?: SpeechOptions | undefined;
  /** More than {@link FICKLE}. */
  readonly recognizer?: Cruelty | undefined;
  readonly tampering?: Tampering | undefined;
  /** Share of broken connections whose successor breaks while it repeats audio. @default 0 */
  readonly cutAgain?: number | undefined;
  /** Share of new connections that break around the time of `Begin`. @default 0 */
  readonly cutAtBegin?: number | undefined;
  /** Share of the cuts that are a `Termination` by the service. @default 0 */
  readonly terminated?: number | undefined;
  /** Share by which the microphone is faster than the clock; below 0, slower. @default 0 */
  readonly microphoneSkew?: number | undefined;
  /** How often the wall clock is set, by up to an hour in either direction. @default 0 */
  readonly clockJumps?: number | undefined;
  /** Breaks the connection once more after the client has started to close. @default false */
  readonly cutWhileClosing?: boolean | undefined;
  readonly onMinute?: ((minute: number) => void) | undefined;
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

/** The least that differs between two recognitions of the same audio. */
const FICKLE: Cruelty = { misheard: 0.04, joined: 0.02 };

const RATE = 8000;
const CHUNK_MS = 100;
const BUFFER_MS = 180_000;
/** Several connections in a row may not begin, which the client notices after 30 s each. */
const LONGEST_OUTAGE_MS = 600_000;
const LONGEST_JUMP_MS = 3_600_000;

/** From the client's `close` to the cut of {@link TortureOptions.cutWhileClosing}, at most, ms. */
const LONGEST_CLOSING_MS = 1500;

/** Room for rounding, ms: the service's own errors are known. */
const TOLERANCE_MS = 40;

const NOISES = ['bad-json', 'binary', 'unknown-type', 'error-message', 'duplicate-turn', 'out-of-order'] as const;

/** A few noises in each connection, among its first messages, which are those that repeat what was reported. */
const noisy = (random: Random): SessionFault[] =>
  Array.from({ length: 4 }, () => ({ at: { message: 1 + Math.floor(random() * 40) }, do: oneOf(random, NOISES) }));

/** An hour of live audio from a microphone that does not wait, over a network that keeps breaking. */
export async function torture(options: TortureOptions): Promise<TortureResult> {
  const { minutes, cuts, seed, formatTurns, paceSlackMs, outageMs = 0, bufferMs = BUFFER_MS } = options;
  const { recognizer, terminated = 0, cutAtBegin = 0, microphoneSkew = 0, clockJumps = 0 } = options;
  const random = seeded(seed);
  const totalMs = minutes * 60_000;
  const words = conversation(totalMs, random, options.speech);
  const audio = markedAudio(words, totalMs, RATE);
  const clock = virtualClock({ settle: 'promises' });
  const troubles: Record<string, number> = {};
  const count = (name: string): void => void (troubles[name] = (troubles[name] ?? 0) + 1);
  const network = createNetwork({
    clock,
    listener: cruelListener(words, seeded(seed ^ 0x5eed), { ...FICKLE, ...recognizer }),
    random,
    paceSlackMs,
    pings: options.pings ?? true,
    faults: () => (options.noise === true ? noisy(random) : []),
    cutAgain: options.cutAgain,
    tampering: options.tampering,
  });
  function cutOnce(): void {
    const blow: Blow = terminated > 0 && random() < terminated ? { kind: 'terminated' } : blowOf(random);
    count(nameOf(blow));
    const hurdle: Hurdle | undefined =
      cutAtBegin > 0 && random() < cutAtBegin ? { kind: 'cut at Begin' } : hurdleOf(random);
    if (hurdle !== undefined) {
      count(hurdle.kind);
      network.hinder(hurdle);
    }
    network.strike(blow);
  }
  for (let cut = 0; cut < cuts; cut++) clock.schedule(random() * (totalMs - 5000), cutOnce);
  if (outageMs > 0) clock.schedule(totalMs / 2 + about(random, 20_000), () => network.blackout(outageMs));
  let wallClockMs = 0;
  for (let jump = 0; jump < clockJumps; jump++) {
    clock.schedule(random() * totalMs, () => {
      count('wall clock set');
      wallClockMs += about(random, random() < 0.5 ? LONGEST_JUMP_MS : LONGEST_JUMP_MS / 60);
    });
  }

  const heard: Recognized[] = [];
  const finals: FinalTurn[] = [];
  const opening = connect(
    {
      host: 'https://streaming.example.com',
      io: {
        dial: listening(network.dial, (identity) => heard.push({ identity, reportedTurns: finals.length })),
        schedule: clock.schedule,
        now: clock.now,
        wallNow: () => clock.now() + wallClockMs,
        random,
      },
      credentials: { token: () => 'a-token' },
    },
    { sample_rate: RATE, format_turns: formatTurns },
    { bufferMs, reconnect: { maxOutageMs: outageMs + LONGEST_OUTAGE_MS } },
  );
  await clock.advance(1500);
  const session = await opening;
  const gaps: ReportedGap[] = [];
  let spokenMs = 0;
  let droppedMs = 0;
  const watchBuffer = (): void => {
    if (session.heldMs > bufferMs - EDGE_MS) droppedMs = Math.max(droppedMs, spokenMs - session.heldMs);
  };
  session.on('final', (turn) => finals.push(turn));
  // A failed session is reported by its summary.
  session.on('error', () => undefined);
  session.on('gap', (gap) => {
    watchBuffer();
    gaps.push({ ...gap, droppedMs });
  });

  let mostHeldMs = 0;
  const size = (RATE * CHUNK_MS) / 1000;
  const chunkMs = CHUNK_MS / (1 + microphoneSkew);
  for (let at = 0; at < audio.length; at += size) {
    spokenMs += CHUNK_MS;
    void session.write(audio.subarray(at, at + size));
    watchBuffer();
    mostHeldMs = Math.max(mostHeldMs, session.heldMs);
    await clock.advance(chunkMs);
    if (at > 0 && (at / RATE) % 60 === 0) options.onMinute?.(at / RATE / 60);
  }
  let summary: SessionSummary | undefined;
  let failure: unknown;
  session.close().then(
    (value) => (summary = value),
    (error: unknown) => (failure = error),
  );
  if (options.cutWhileClosing === true) clock.schedule(random() * LONGEST_CLOSING_MS, () => cutOnce());
  for (let waited = 0; summary === undefined && failure === undefined && waited < 900_000; waited += 1000) {
    await clock.advance(1000);
  }
  if (failure instanceof Error) throw failure;
  if (summary === undefined) throw new Error('The session never closed.');
  const verdict = judged({ words, heard, toleranceMs: TOLERANCE_MS }, finals, gaps, summary);
  return {
    ...verdict,
    evidence: [...(summary.error ? [`failed: ${summary.error.message}`] : []), ...verdict.evidence],
    connections: network.connections,
    broken: network.broken,
    resent: network.heardMs / totalMs,
    mostHeldMs,
    troubles,
    finals,
  };
}

/** Passes on the words of ended turns that the client receives. */
function listening(dial: Dial, onWord: (identity: Identity) => void): Dial {
  return (request, events) =>
    dial(request, {
      ...events,
      onMessage(data) {
        if (typeof data === 'string' && data.includes('"end_of_turn":true')) {
          for (const [, confidence] of data.matchAll(/"confidence":([\d.]+)/g)) onWord(identityOf(Number(confidence)));
        }
        events.onMessage(data);
      },
    });
}

function nameOf(blow: Blow): string {
  if (blow.kind === 'terminated') return 'Termination by the service';
  return blow.kind === 'half-open' ? `half-open (${blow.way})` : `code ${blow.code < 4000 ? blow.code : '4xxx'}`;
}
