import { asError, TimeoutError } from '../errors.ts';
import { pcmFormat } from './audio/encoding.ts';
import { type AudioChunk, bytesOf } from './audio/source.ts';
import type { Connect } from './connect.ts';
import type { FinalTurn } from './incoming/ledger.ts';
import type { SessionOptions, StreamingParams } from './options.ts';
import type { SessionSummary, Span, StreamingSession } from './session/events.ts';

/** How a feed ended. */
export interface FeedEnd {
  /** Number of finished turns. */
  readonly turns: number;
  /** Absent if no session could be opened. */
  readonly summary: SessionSummary | undefined;
  /** Why the session failed, if it did. */
  readonly error: Error | undefined;
}

/** Receives what happens in a feed. Must not throw. */
export interface FeedListener {
  onTurn(turn: FinalTurn): void;
  /** Audio that was not transcribed, ms from the start of the feed. */
  onGap(span: Span): void;
  /** Called once, last. */
  onEnd(end: FeedEnd): void;
}

/** Audio that arrives in real time, such as that of a call or a radio station, and its session. */
export interface LiveFeed {
  /**
   * Adds audio. Resolves when there is room for more. Sources that cannot wait may ignore that: the session then drops the
   * oldest audio, and reports a gap. Ends the feed with an error if a minute of audio arrives before the session is open.
   * Never rejects.
   */
  write(chunk: AudioChunk): Promise<void>;
  /** Ends the feed. Resolves after `onEnd`. Never rejects. */
  close(): Promise<void>;
}

/** Bytes of audio to keep while the session opens: four minutes of a phone call, a minute of 16-bit audio at 16 kHz. */
const MOST_OPENING = 1_920_000;

/** Opens a session, and accepts audio at once. Failures are reported by `onEnd`. */
export function openFeed(
  connect: Connect,
  params: StreamingParams,
  listener: FeedListener,
  options: SessionOptions = {},
): LiveFeed {
  const format = pcmFormat(params.sample_rate, params.encoding);
  const waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let session: StreamingSession | undefined;
  let turns = 0;
  let hasEnded = false;
  const end = (summary: SessionSummary | undefined, error: Error | undefined): void => {
    if (hasEnded) return;
    hasEnded = true;
    listener.onEnd({ turns, summary, error });
  };

  const opened = connect(params, options).then(
    (started) => {
      if (hasEnded) return started.close().then(ignored, ignored);
      session = started;
      started.on('final', (turn) => {
        turns++;
        listener.onTurn(turn);
      });
      started.on('gap', (span) => listener.onGap(span));
      started.on('close', (summary) => end(summary, summary.error));
      for (const chunk of waiting.splice(0)) void write(started, chunk);
      return undefined;
    },
    (error: unknown) => end(undefined, asError(error)),
  );

  return {
    async write(chunk) {
      if (hasEnded) return;
      if (session !== undefined) return write(session, chunk);
      try {
        const bytes = new Uint8Array(bytesOf(chunk, format));
        waitingBytes += bytes.length;
        if (waitingBytes > MOST_OPENING) throw tooLate();
        waiting.push(bytes);
      } catch (error) {
        waiting.length = 0;
        end(undefined, asError(error));
        return;
      }
      await opened;
    },
    async close() {
      await opened;
      // A failed session has reported itself.
      await session?.close().catch(ignored);
    },
  };
}

const tooLate = (): TimeoutError =>
  new TimeoutError(
    'The live session did not open while audio arrived. Check the connection, and start the audio again.',
    {
      operation: 'streaming',
    },
  );

const ignored = (): void => undefined;

/** A failed session reports itself. */
const write = (session: StreamingSession, chunk: AudioChunk): Promise<void> => session.write(chunk).catch(ignored);
