import { BadInputError } from '../../errors.ts';
import type { Connect } from '../connect.ts';
import type { FinalTurn } from '../incoming/ledger.ts';
import { type FeedEnd, type LiveFeed, openFeed } from '../feed.ts';
import type { SessionOptions, StreamingParams } from '../options.ts';
import type { Span } from '../session/events.ts';
import { PHONE_AUDIO, PHONE_BYTES_PER_MS, PHONE_SILENCE, type PhoneStream, readPhoneFrame } from './frames.ts';

/** One track of a phone call. */
export interface PhoneTrack extends PhoneStream {
  /** `inbound` is the voice of the caller, `outbound` the audio that is played to the caller. */
  readonly track: string;
}

/** Receives what happens on all tracks. Must not throw. Times are ms from the start of the track. */
export interface CallListener {
  onTurn(track: PhoneTrack, turn: FinalTurn): void;
  /** Audio that was not transcribed. */
  onGap(track: PhoneTrack, span: Span): void;
  onEnd(track: PhoneTrack, end: FeedEnd): void;
}

/** Transcribes the calls of a connection that carries the messages of Twilio Media Streams. */
export interface PhoneCalls {
  /** Takes one message. Ignores those that it has seen, so that a connection may repeat what was lost. Never throws. */
  receive(text: string): void;
  /** The last message of each call in progress, for a server that repeats what comes after it. */
  readonly position: Readonly<Record<string, number>>;
  /** Ends all calls. Resolves after their last turns. */
  close(): Promise<void>;
}

export interface PhoneCallsOptions extends Omit<SessionOptions, 'channel'> {
  /** Tracks to transcribe; each is billed as a session. @default all that Twilio sends */
  readonly tracks?: readonly string[] | undefined;
  /** Sessions at a time. @default 100, the limit of new accounts */
  readonly maxSessions?: number | undefined;
}

interface Call {
  readonly stream: PhoneStream;
  readonly tracks: Map<string, Track>;
  sequence: number;
}

interface Track {
  readonly about: PhoneTrack;
  /** Absent if too many sessions are open. */
  readonly feed: LiveFeed | undefined;
  /** Timestamp of the first chunk, ms. */
  readonly startMs: number;
  /** Audio so far, with silence in place of lost audio, ms. */
  heardMs: number;
}

/** Streams that have ended and are remembered, so that repeated messages do not start them again. */
const KEPT_ENDED = 1_000;
/** Milliseconds of silence in place of lost audio. A longer loss shifts the times of later turns. */
const LONGEST_SILENCE_MS = 60_000;
/** Milliseconds by which the timestamps of successive chunks may differ from their length. */
const JITTER_MS = 100;

/**
 * Opens a session for each track of each call, as soon as it has audio.
 *
 * @param params all but the format of the audio, which is that of Twilio
 */
export function transcribeCalls(
  connect: Connect,
  params: Omit<StreamingParams, 'encoding' | 'sample_rate'>,
  listener: CallListener,
  { tracks, maxSessions = 100, ...options }: PhoneCallsOptions = {},
): PhoneCalls {
  const calls = new Map<string, Call>();
  const ended = new Set<string>();
  const ending = new Set<Promise<void>>();
  let open = 0;

  function trackOf({ stream, tracks: known }: Call, name: string, startMs: number): Track {
    const found = known.get(name);
    if (found !== undefined) return found;
    const about = { ...stream, track: name };
    const track: Track = { about, feed: feedFor(about), startMs, heardMs: 0 };
    known.set(name, track);
    return track;
  }

  function feedFor(about: PhoneTrack): LiveFeed | undefined {
    if (open >= maxSessions) {
      const error = new BadInputError(`${open} sessions are open, which is the most at a time. A call was skipped.`);
      listener.onEnd(about, { turns: 0, summary: undefined, error });
      return undefined;
    }
    open++;
    const feedListener = {
      onTurn: (turn: FinalTurn) => listener.onTurn(about, turn),
      onGap: (span: Span) => listener.onGap(about, span),
      onEnd(end: FeedEnd) {
        open--;
        listener.onEnd(about, end);
      },
    };
    return openFeed(connect, { ...params, ...PHONE_AUDIO }, feedListener, { isLive: true, ...options });
  }

  /** Writes audio at a timestamp, after silence in place of what was lost before it. */
  function write(track: Track, audio: Uint8Array, timestamp: number): void {
    const { about, feed, startMs } = track;
    if (feed === undefined) return;
    const lostMs = timestamp - startMs - track.heardMs;
    if (lostMs > JITTER_MS) {
      listener.onGap(about, { start: track.heardMs, end: track.heardMs + lostMs });
      const bytes = Math.min(lostMs, LONGEST_SILENCE_MS) * PHONE_BYTES_PER_MS;
      void feed.write(new Uint8Array(bytes).fill(PHONE_SILENCE));
      track.heardMs += lostMs;
    }
    void feed.write(audio);
    track.heardMs += audio.length / PHONE_BYTES_PER_MS;
  }

  function end(call: Call): void {
    const { streamSid } = call.stream;
    calls.delete(streamSid);
    ended.add(streamSid);
    if (ended.size > KEPT_ENDED) ended.delete(ended.values().next().value!);
    for (const { feed } of call.tracks.values()) {
      if (feed === undefined) continue;
      const closing = feed.close().finally(() => ending.delete(closing));
      ending.add(closing);
    }
  }

  return {
    receive(text) {
      const frame = readPhoneFrame(text);
      if (frame === undefined) return;
      if (frame.kind === 'start') {
        const { streamSid } = frame.stream;
        if (calls.has(streamSid) || ended.has(streamSid)) return;
        calls.set(streamSid, { stream: frame.stream, tracks: new Map(), sequence: frame.sequence });
        return;
      }
      const call = calls.get(frame.streamSid);
      if (call === undefined || (frame.sequence > 0 && frame.sequence <= call.sequence)) return;
      call.sequence = Math.max(call.sequence, frame.sequence);
      if (frame.kind === 'stop') end(call);
      else if (tracks?.includes(frame.track) !== false) {
        write(trackOf(call, frame.track, frame.timestamp), frame.audio, frame.timestamp);
      }
    },
    get position() {
      return Object.fromEntries([...calls].map(([streamSid, { sequence }]) => [streamSid, sequence]));
    },
    async close() {
      for (const call of [...calls.values()]) end(call);
      await Promise.allSettled([...ending]);
    },
  };
}
