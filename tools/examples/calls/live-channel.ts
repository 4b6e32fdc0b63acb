import {
  type Connect,
  type FeedEnd,
  type FinalTurn,
  openFeed,
  type SessionOptions,
} from '@aai-connectors/core/streaming';
import type { StreamingParams } from '@aai-connectors/core/node';
import { type CallAudio, durationMs, silence } from './audio-format.ts';
import { createTimeline, type Span } from './timeline.ts';

/** Receives the live transcript of a channel. Times are ms from the start of the call. */
export interface ChannelListener {
  onTurn(turn: FinalTurn): void;
  /** Audio that is not in the transcript. */
  onGap(span: Span): void;
  /** Called once, last. */
  onEnd(end: FeedEnd): void;
}

/** The live transcription of one channel of a call. */
export interface LiveChannel {
  /** Adds audio. `atMs` is its time in the call; a channel that was silent sends nothing meanwhile. */
  write(audio: Uint8Array, atMs: number): void;
  /** Resolves after the last turn. */
  close(): Promise<void>;
}

export interface LiveChannelOptions {
  /** Name of the speaker in its turns. */
  readonly speaker: string;
  /** Number of the channel in its turns, from 1. */
  readonly channel: number;
  readonly audio: CallAudio;
  readonly params: Omit<StreamingParams, 'encoding' | 'sample_rate'>;
  readonly session?: SessionOptions | undefined;
}

/** Opens a live session for a channel. Failures are reported by `onEnd`. */
export function openLiveChannel(
  connect: Connect,
  { speaker, channel, audio, params, session }: LiveChannelOptions,
  listener: ChannelListener,
): LiveChannel {
  const timeline = createTimeline();
  const inCall = <T extends Span>(part: T): T => ({
    ...part,
    start: timeline.inCall(part.start),
    end: timeline.inCall(part.end),
  });
  const feed = openFeed(
    connect,
    { ...params, ...audio },
    {
      onTurn: (turn) => listener.onTurn({ ...inCall(turn), words: turn.words.map(inCall), speaker, channel }),
      onGap: (span) => listener.onGap(inCall(span)),
      onEnd: (end) => listener.onEnd(end),
    },
    { isLive: true, ...session, channel },
  );
  return {
    write(chunk, atMs) {
      const { missing, silenceMs } = timeline.place(durationMs(audio, chunk.length), atMs);
      if (missing !== undefined) listener.onGap(missing);
      if (silenceMs > 0) void feed.write(silence(audio, silenceMs));
      void feed.write(chunk);
    },
    close: () => feed.close(),
  };
}
