import { BadInputError } from '../errors.ts';
import { copy } from './audio/copy.ts';
import { pcmFormat } from './audio/encoding.ts';
import { joined } from './audio/samples.ts';
import { type AudioChunk, bytesOf, chunksOf, type ChunkSource } from './audio/source.ts';
import type { Connect } from './connect.ts';
import type { FinalTurn } from './incoming/ledger.ts';
import type { StreamingTurn } from './incoming/messages.ts';
import { deferred } from './lib/deferred.ts';
import type { SessionOptions, StreamingParams } from './options.ts';
import { createQueue, type Queue } from './lib/queue.ts';
import type { SessionSummary, StreamingSession, Unread } from './session/events.ts';

export interface ChannelsOptions extends Omit<SessionOptions, 'channel'> {
  /** Number of channels in the audio. Each is billed as a session. */
  readonly channels: number;
  /** Names of the speakers, one for each channel. @default the channel's number */
  readonly speakers?: readonly string[] | undefined;
  /** Called when an iterator drops its oldest value, because it keeps at most 10,000 values that are not read. */
  readonly onUnread?: ((unread: Unread) => void) | undefined;
}

/** A turn of one channel. */
export type ChannelTurn = StreamingTurn & { readonly channel: number };

/** Live transcription of several channels: a session for each channel, on one timeline. */
export interface ChannelsSession {
  /** The session of each channel, for events and in-session control. */
  readonly sessions: readonly StreamingSession[];
  /** Adds interleaved samples of any length. */
  write(chunk: AudioChunk): Promise<void>;
  /**
   * Writes all audio from a source of interleaved samples. Does not close the sessions.
   *
   * @throws AbortedError if `signal` is aborted; errors of the source and of `write`; the error of a session that ends.
   */
  pipe(source: ChunkSource, options?: { readonly signal?: AbortSignal | undefined }): Promise<void>;
  /** Adds the samples of one channel, for sources with separate channels. `channel` counts from 1. */
  writeChannel(channel: number, chunk: AudioChunk): Promise<void>;
  turns(): AsyncIterableIterator<ChannelTurn>;
  /** Each finished turn of each channel, exactly once. `order` counts over all channels. */
  finalTurns(): AsyncIterableIterator<FinalTurn>;
  /** Closes all sessions. Throws the first error after all sessions have ended. */
  close(): Promise<readonly SessionSummary[]>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Opens a session for each channel. Source: contract `streaming.md` section 4 (one channel per session).
 *
 * @throws BadInputError for a number of channels outside 1 to 32, or an encoding other than PCM.
 * @throws errors of `connect`, after closing the sessions that are already open.
 */
export async function connectChannels(
  connect: Connect,
  params: StreamingParams,
  { channels, speakers = [], onUnread, ...rest }: ChannelsOptions,
): Promise<ChannelsSession> {
  if (!Number.isInteger(channels) || channels < 1 || channels > 32) {
    throw new BadInputError('channels must be a whole number from 1 to 32.', { field: 'channels' });
  }
  const format = pcmFormat(params.sample_rate, params.encoding);
  if (!format) {
    throw new BadInputError('Only PCM audio can be split into channels. Set encoding to pcm_s16le or pcm_mulaw.', {
      field: 'encoding',
    });
  }
  const width = format.bytesPerSample;
  const opening = await Promise.allSettled(
    Array.from({ length: channels }, (_, at) => connect(params, { ...rest, channel: at + 1 })),
  );
  const sessions = opening.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = opening.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    await Promise.allSettled(sessions.map((session) => session.close()));
    throw failed.reason;
  }

  const named = (channel: number): string => speakers[channel - 1] ?? String(channel);
  let order = 0;
  /** The incomplete block at the end of the last chunk. */
  let pending: Uint8Array = new Uint8Array(0);

  function merged<T>(
    iterator: Unread['iterator'],
    start: (session: StreamingSession, channel: number, queue: Queue<T>) => () => void,
  ): Queue<T> {
    let left = sessions.length;
    const stops: (() => void)[] = [];
    const queue: Queue<T> = createQueue<T>(
      () => stops.forEach((stop) => stop()),
      (dropped) => onUnread?.({ iterator, dropped }),
    );
    sessions.forEach((session, at) => {
      stops.push(start(session, at + 1, queue));
      const onClose = ({ error }: SessionSummary): void => {
        left--;
        if (error !== undefined || left === 0) queue.end(error);
      };
      if (session.state === 'closed') left--;
      else stops.push(session.once('close', onClose));
    });
    if (left === 0) queue.end();
    return queue;
  }

  const finals = new WeakMap<FinalTurn, FinalTurn>();
  /** A turn has the same order for every reader. */
  function numbered(turn: FinalTurn, channel: number): FinalTurn {
    const known = finals.get(turn);
    if (known !== undefined) return known;
    const made = { ...turn, order: order++, speaker: turn.speaker ?? named(channel), channel };
    finals.set(turn, made);
    return made;
  }

  return {
    sessions,
    write,
    async pipe(source, { signal } = {}) {
      const over = deferred<never>();
      const stops = sessions.map((session) => session.once('close', ({ error }) => over.reject(error ?? closed())));
      if (sessions.some(({ state }) => state === 'closed')) over.reject(closed());
      await copy(chunksOf(source, format), write, over.promise, signal).finally(() => stops.forEach((stop) => stop()));
    },
    async writeChannel(channel, chunk) {
      const session = sessions[channel - 1];
      if (session === undefined) {
        throw new BadInputError(`channel must be a whole number from 1 to ${channels}, not ${channel}.`, {
          field: 'channel',
        });
      }
      await session.write(chunk);
    },
    turns: () =>
      merged<ChannelTurn>('turns', (session, channel, queue) =>
        session.on('turn', (turn) => queue.push({ ...turn, channel }, `${channel} ${turn.turn_order}`)),
      ),
    finalTurns: () =>
      merged<FinalTurn>('finalTurns', (session, channel, queue) =>
        session.on('final', (turn) => queue.push(numbered(turn, channel))),
      ),
    close,
    async [Symbol.asyncDispose]() {
      await close();
    },
  };

  async function write(chunk: AudioChunk): Promise<void> {
    const parts = split(chunk);
    await Promise.all(parts.map((part, at) => sessions[at]!.write(part)));
  }

  async function close(): Promise<readonly SessionSummary[]> {
    const ends = await Promise.allSettled(sessions.map((session) => session.close()));
    return ends.map((end) => {
      if (end.status === 'rejected') throw end.reason;
      return end.value;
    });
  }

  /** Separates the channels. A block has one sample of each; chunks may end in the middle of a block. */
  function split(chunk: AudioChunk): Uint8Array[] {
    const all = joined(pending, bytesOf(chunk, format));
    const block = width * channels;
    const blocks = Math.floor(all.length / block);
    pending = all.slice(blocks * block);
    return sessions.map((_, channel) => {
      const part = new Uint8Array(blocks * width);
      for (let at = 0; at < blocks; at++) {
        const from = at * block + channel * width;
        part[at * width] = all[from]!;
        if (width === 2) part[at * 2 + 1] = all[from + 1]!;
      }
      return part;
    });
  }
}

const closed = (): BadInputError =>
  new BadInputError('A session is closed.', { field: 'audio', operation: 'streaming' });
