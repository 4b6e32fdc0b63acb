import { virtualClock, type VirtualClock } from '@aai-connectors/stand-in/clock';
import {
  type InMemoryService,
  inMemoryService,
  type InMemoryServiceOptions,
  markedAudio as samplesOf,
  markedListener,
  type MarkedListenerOptions,
  markedSpeech,
  type MarkedWord,
  type SessionSettings,
} from '@aai-connectors/stand-in/live';
import { connect, type Credentials } from '../../src/streaming/connect.ts';
import { createSpeakers } from '../../src/streaming/incoming/speakers.ts';
import type { FinalTurn } from '../../src/streaming/incoming/ledger.ts';
import type { SessionOptions, StreamingParams } from '../../src/streaming/options.ts';
import type { StreamingSession } from '../../src/streaming/session/events.ts';

/** One sample is one millisecond. */
export const RATE = 1000;

/** ms of audio that the service accepts ahead of real time. */
const PACE_SLACK_MS = 1000;

/** A clock that depends only on promises, so that the tests also run in browsers and workers. */
export const testClock = (): VirtualClock => virtualClock({ settle: 'promises' });

/** Options of {@link service}: options of the in-memory service, and settings of all its sessions. */
export interface ServiceOptions
  extends
    Omit<InMemoryServiceOptions, 'clock' | 'listener' | 'session'>,
    Pick<SessionSettings, 'paceSlackMs' | 'maxSeconds' | 'faults' | 'configuration'>,
    MarkedListenerOptions {
  /** The words of the marked audio. */
  readonly words?: readonly MarkedWord[];
}

/** The stand-in's live service, without sockets. */
export function service(clock: VirtualClock, options: ServiceOptions = {}): InMemoryService {
  const { words = [], mishear, paceSlackMs = PACE_SLACK_MS, maxSeconds, faults, configuration, ...rest } = options;
  return inMemoryService({
    ...rest,
    clock,
    listener: markedListener(words, { mishear }),
    session: () => ({ paceSlackMs, maxSeconds, faults, configuration, latencyMs: 0 }),
  });
}

/** Marked audio in bytes. */
export const markedAudio = (words: readonly MarkedWord[], totalMs: number): Uint8Array =>
  new Uint8Array(samplesOf(words, totalMs, RATE).buffer);

/** `count` words of 200 ms, in sentences of `perTurn` words that are followed by 700 ms of silence. */
export function speech(count: number, perTurn = 5): { words: readonly MarkedWord[]; audio: Uint8Array; ms: number } {
  const isEnd = (at: number): boolean => (at + 1) % perTurn === 0 || at === count - 1;
  const spelled = Array.from({ length: count }, (_, at) => `W${at}${isEnd(at) ? '.' : ''}`);
  const { words, pcm, ms } = markedSpeech({ words: spelled, sampleRate: RATE, gapMs: 20, pauseEvery: perTurn });
  return { words, audio: pcm, ms };
}

export interface Stage {
  readonly clock: VirtualClock;
  readonly server: InMemoryService;
  /** Errors that no caller handled. */
  readonly unhandled: readonly unknown[];
  open(params?: Partial<StreamingParams>, options?: SessionOptions): Promise<StreamingSession>;
}

export function stage(options: ServiceOptions = {}, credentials: Credentials = { apiKey: 'the-key' }): Stage {
  const clock = testClock();
  const server = service(clock, options);
  const unhandled: unknown[] = [];
  return {
    clock,
    server,
    unhandled,
    open: ({ sample_rate = RATE, ...params } = {}, session = {}) =>
      clock.during(
        connect(
          {
            host: 'https://streaming.example.com',
            io: {
              dial: server.dial,
              schedule: clock.schedule,
              now: clock.now,
              random: () => 0.5,
              report: (error) => unhandled.push(error),
            },
            credentials,
            createSpeakers,
          },
          { sample_rate, ...params },
          session,
        ),
      ),
  };
}

export const texts = (finals: readonly FinalTurn[]): string[] =>
  finals.flatMap(({ words }) => words.map(({ text }) => text));

export const collect = (session: StreamingSession): FinalTurn[] => {
  const finals: FinalTurn[] = [];
  session.on('final', (turn) => finals.push(turn));
  return finals;
};

/** A message about a finished turn, with words of 200 ms. */
export const turnOf = (order: number, transcript: string, startMs: number, more: object = {}): string =>
  JSON.stringify({
    type: 'Turn',
    turn_order: order,
    turn_is_formatted: false,
    end_of_turn: true,
    transcript,
    end_of_turn_confidence: 0.9,
    words: transcript.split(' ').map((text, at) => ({
      text,
      start: startMs + at * 250,
      end: startMs + at * 250 + 200,
      confidence: 0.9,
      word_is_final: true,
    })),
    ...more,
  });
