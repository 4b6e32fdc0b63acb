import type { IN8nHttpFullResponse, ITriggerFunctions } from 'n8n-workflow';
import {
  type CallListener,
  type Connect,
  isRecord,
  type LiveFeed,
  openFeed,
  type SessionOptions,
  transcribeCalls,
} from '../core.ts';
import { liveIo, pause } from './io.ts';
import { callData, endData, gapData, type ItemKind, turnData } from './items.ts';
import type { LiveSettings } from './settings.ts';
import { stayConnected } from './sockets.ts';

/** What a source needs. */
export interface SourceParts {
  readonly host: ITriggerFunctions;
  readonly settings: LiveSettings;
  readonly connect: Connect;
  readonly signal: AbortSignal;
  emit(kind: ItemKind, data: ReturnType<typeof endData>): void;
  /** Reports something that needs no action, in n8n's log. */
  log(message: string): void;
}

/** A source, until `signal` fires. */
export type Source = (parts: SourceParts) => Promise<void>;

const sessionOptions = ({ idleTimeoutMs }: LiveSettings): SessionOptions => ({ idleTimeoutMs });

const socketParts = (signal: AbortSignal) => ({
  ...{ dial: liveIo.dial, now: () => liveIo.now(), random: () => liveIo.random() },
  signal,
});

/** All calls of a bridge for Twilio Media Streams. */
const calls: Source = async ({ settings, connect, signal, emit, log }) => {
  const listener: CallListener = {
    onTurn: (track, turn) => emit('turn', { ...turnData(turn), ...callData(track) }),
    onGap: (track, span) => emit('gap', { ...gapData(span), ...callData(track) }),
    onEnd: (track, end) => emit('end', { ...endData(end), ...callData(track) }),
  };
  const { tracks, params } = settings;
  const phone = transcribeCalls(connect, params, listener, { ...sessionOptions(settings), tracks });
  await stayConnected(
    settings.address,
    {
      // The bridge repeats what was lost since then.
      greeting: () => JSON.stringify({ event: 'resume', streams: phone.position }),
      onMessage: (data) => (typeof data === 'string' ? phone.receive(data) : undefined),
      onLost: (reason) => log(`The connection to the bridge was lost. ${reason}`),
    },
    socketParts(signal),
  );
  await phone.close();
};

/** Audio in the binary messages of a WebSocket server. The first audio opens a session. */
const websocket: Source = async (parts) => {
  const feeds = feedsOf(parts);
  await stayConnected(
    parts.settings.address,
    {
      onMessage: (data) => (typeof data === 'string' ? undefined : void feeds.current().write(data)),
      onLost(reason) {
        feeds.end();
        parts.log(`The connection to the audio source was lost. ${reason}`);
      },
    },
    socketParts(parts.signal),
  );
  await feeds.close();
};

const [FIRST_MS, LONGEST_MS] = [1_000, 60_000];

/** Audio from a link. */
const http: Source = async (parts) => {
  const { settings, signal, log } = parts;
  const feeds = feedsOf(parts);
  for (let waitMs = FIRST_MS; !signal.aborted;) {
    const failure = await readAll(parts, feeds.current).catch((error: unknown) => error ?? 'failed');
    feeds.end();
    if (failure === undefined && !settings.restart) break;
    if (failure !== undefined && !signal.aborted) log(`The audio stream failed. ${wordsOf(failure)}`);
    if (!(await pause(waitMs, signal))) break;
    waitMs = failure === undefined ? FIRST_MS : Math.min(waitMs * 2, LONGEST_MS);
  }
  await feeds.close();
};

export const SOURCES = { calls, websocket, http } as const;

/** Reads a stream to its end. */
async function readAll({ host, settings, signal }: SourceParts, feed: () => LiveFeed): Promise<undefined> {
  const response = (await host.helpers.httpRequest({
    url: settings.address,
    encoding: 'stream',
    json: false,
    returnFullResponse: true,
    abortSignal: signal,
  })) as IN8nHttpFullResponse;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    if (signal.aborted) return undefined;
    await feed().write(chunk);
  }
  return undefined;
}

/** One session after the other. */
function feedsOf({ settings, connect, emit }: SourceParts) {
  let feed: LiveFeed | undefined;
  const ending = new Set<Promise<void>>();
  function end(): void {
    if (feed === undefined) return;
    const closing = feed.close().finally(() => ending.delete(closing));
    ending.add(closing);
    feed = undefined;
  }
  return {
    /** The open feed, or a new one. */
    current(): LiveFeed {
      if (feed !== undefined) return feed;
      const opened: LiveFeed = openFeed(
        connect,
        settings.params,
        {
          onTurn: (turn) => emit('turn', turnData(turn)),
          onGap: (span) => emit('gap', gapData(span)),
          onEnd(ended) {
            if (feed === opened) feed = undefined;
            emit('end', endData(ended));
          },
        },
        sessionOptions(settings),
      );
      return (feed = opened);
    },
    /** Ends the open feed. The next audio opens another one. */
    end,
    /** Ends all feeds. Resolves after their last turns. */
    async close(): Promise<void> {
      end();
      await Promise.all([...ending]);
    },
  };
}

const wordsOf = (failure: unknown): string =>
  isRecord(failure) && typeof failure['message'] === 'string' ? failure['message'] : String(failure);
