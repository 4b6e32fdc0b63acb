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

/**
 * Why a track ended.
 * - `hung-up`: the call is over.
 * - `lost`: the connection of the call broke.
 * - `idle`: no audio arrived for a while. The next audio is another part of the same track.
 * - `closed`: the listener stopped while the call was in progress.
 * - `failed`: the session failed, or too many were open.
 */
export type CallEndReason = 'hung-up' | 'lost' | 'idle' | 'closed' | 'failed';

/** How a track ended. */
export interface CallEnd extends FeedEnd {
  readonly reason: CallEndReason;
}

/** Receives what happens on all tracks. Must not throw. Times are ms from the start of the stream. */
export interface CallListener {
  onTurn(track: PhoneTrack, turn: FinalTurn): void;
  /** Audio that was not transcribed. */
  onGap(track: PhoneTrack, span: Span): void;
  onEnd(track: PhoneTrack, end: CallEnd): void;
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
  /** Why it was ended. */
  reason?: CallEndReason;
}

interface Track {
  readonly about: PhoneTrack;
  /** Absent if too many sessions are open. */
  readonly feed: LiveFeed | undefined;
  /** Timestamp of the end of its audio so far, which has silence in place of lost audio, ms. */
  heardMs: number;
}

/** Streams that have ended and are remembered, so that repeated messages do not start them again. */
const KEPT_ENDED = 1_000;
/** Calls above which those without a session are forgotten: their end was lost with their server. */
const KEPT_SILENT = 1_000;
/** Milliseconds of silence in place of lost audio. A longer loss shifts the times of later turns. */
const LONGEST_SILENCE_MS = 60_000;
/** Milliseconds by which the timestamps of successive chunks may differ from their length. */
const JITTER_MS = 100;
/** Length of a chunk, ms, and the number of other messages that may come before the first one. */
const [CHUNK_MS, OTHER_MESSAGES] = [20, 50];

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

  function trackOf(call: Call, name: string, startMs: number): Track {
    const found = call.tracks.get(name);
    if (found !== undefined) return found;
    const about = { ...call.stream, track: name };
    const track: Track = { about, feed: feedFor(call, about, startMs), heardMs: startMs };
    call.tracks.set(name, track);
    return track;
  }

  function feedFor(call: Call, about: PhoneTrack, startMs: number): LiveFeed | undefined {
    if (open >= maxSessions) {
      const error = new BadInputError(`${open} sessions are open, which is the most at a time. A call was skipped.`);
      listener.onEnd(about, { turns: 0, summary: undefined, error, reason: 'failed' });
      return undefined;
    }
    open++;
    const inStream = <T extends Span>(part: T): T => ({
      ...part,
      start: part.start + startMs,
      end: part.end + startMs,
    });
    const feedListener = {
      onTurn: (turn: FinalTurn) =>
        listener.onTurn(about, { ...inStream(turn), words: turn.words.map((word) => inStream(word)) }),
      onGap: (span: Span) => listener.onGap(about, inStream(span)),
      onEnd(end: FeedEnd) {
        open--;
        const reason = end.error === undefined ? (call.reason ?? 'idle') : 'failed';
        // Later audio opens another session. After a failure, it would fail again.
        if (reason === 'idle') call.tracks.delete(about.track);
        const { summary } = end;
        const inCall = summary && { ...summary, gaps: summary.gaps.map(inStream) };
        listener.onEnd(about, { ...end, summary: inCall, reason });
      },
    };
    return openFeed(connect, { ...params, ...PHONE_AUDIO }, feedListener, { isLive: true, ...options });
  }

  /** Writes audio at a timestamp, after silence in place of what was lost before it. */
  function write(track: Track, audio: Uint8Array, timestamp: number): void {
    const { about, feed } = track;
    if (feed === undefined) return;
    const lostMs = timestamp - track.heardMs;
    if (lostMs > JITTER_MS) {
      listener.onGap(about, { start: track.heardMs, end: track.heardMs + lostMs });
      const bytes = Math.min(lostMs, LONGEST_SILENCE_MS) * PHONE_BYTES_PER_MS;
      void feed.write(new Uint8Array(bytes).fill(PHONE_SILENCE));
      track.heardMs += lostMs;
    }
    void feed.write(audio);
    track.heardMs += audio.length / PHONE_BYTES_PER_MS;
  }

  /** Reports what was said before the first chunk that this listener received. */
  function reportMissed(call: Call, { about }: Track, sequence: number, timestamp: number): void {
    const missed = sequence - call.sequence - 1;
    if (call.tracks.size > 1 || missed < OTHER_MESSAGES) return;
    listener.onGap(about, { start: Math.max(0, timestamp - missed * CHUNK_MS), end: timestamp });
  }

  function forgetSilent(): void {
    const silent = [...calls.values()].find((call) => call.tracks.size === 0);
    if (silent !== undefined) calls.delete(silent.stream.streamSid);
  }

  function end(call: Call, reason: CallEndReason): void {
    call.reason = reason;
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
        if (calls.size >= KEPT_SILENT) forgetSilent();
        calls.set(streamSid, { stream: frame.stream, tracks: new Map(), sequence: frame.sequence });
        return;
      }
      const call = calls.get(frame.streamSid);
      if (call === undefined || (frame.sequence > 0 && frame.sequence <= call.sequence)) return;
      if (frame.kind === 'media' && tracks?.includes(frame.track) !== false) {
        const isFirst = !call.tracks.has(frame.track);
        const track = trackOf(call, frame.track, frame.timestamp);
        if (isFirst) reportMissed(call, track, frame.sequence, frame.timestamp);
        write(track, frame.audio, frame.timestamp);
      }
      call.sequence = Math.max(call.sequence, frame.sequence);
      if (frame.kind === 'stop') end(call, frame.isLost ? 'lost' : 'hung-up');
    },
    get position() {
      return Object.fromEntries([...calls].map(([streamSid, { sequence }]) => [streamSid, sequence]));
    },
    async close() {
      for (const call of [...calls.values()]) end(call, 'closed');
      await Promise.allSettled([...ending]);
    },
  };
}
