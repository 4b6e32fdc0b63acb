import { type LiveFeed, openFeed, type SessionOptions } from '../core.ts';
import { liveIo } from './io.ts';
import { endData, type EndReason, gapData, turnData } from './items.ts';
import { sessionOptions, type SourceParts } from './parts.ts';

/** The sessions of a source, one after the other. */
export interface Feeds {
  /** The open feed, or a new one. `undefined` for a while after a session has failed, because the next one may fail too. */
  current(): LiveFeed | undefined;
  /** Ends the open feed. The next audio opens another one. */
  end(reason: EndReason): void;
  /** Ends all feeds, because the trigger stops. Resolves after their last turns. */
  close(): Promise<void>;
}

/** Milliseconds until audio opens another session after one has failed. */
const [FIRST_MS, LONGEST_MS] = [5_000, 60_000];

export function createFeeds(
  { settings, connect, emit, emitEnd, log }: SourceParts,
  options: Pick<SessionOptions, 'isLive'> = {},
): Feeds {
  let open: { readonly feed: LiveFeed; reason: EndReason } | undefined;
  const ending = new Set<Promise<void>>();
  let waitMs = FIRST_MS;
  let resumesAt = 0;

  function failed(): void {
    log(`The session failed. Audio of the next ${waitMs / 1000} seconds is not transcribed.`);
    resumesAt = liveIo.now() + waitMs;
    waitMs = Math.min(2 * waitMs, LONGEST_MS);
  }

  function start(): LiveFeed {
    const opened: { feed: LiveFeed; reason: EndReason } = {
      reason: 'idle',
      feed: openFeed(
        connect,
        settings.params,
        {
          onTurn(turn) {
            waitMs = FIRST_MS;
            emit('turn', turnData(turn));
          },
          onGap: (span) => emit('gap', gapData(span)),
          onEnd(ended) {
            if (open === opened) open = undefined;
            if (ended.error !== undefined) failed();
            emitEnd(ended, endData(ended, ended.error === undefined ? opened.reason : 'failed'));
          },
        },
        { ...sessionOptions(settings), ...options },
      ),
    };
    return (open = opened).feed;
  }

  const feeds: Feeds = {
    current: () => open?.feed ?? (liveIo.now() < resumesAt ? undefined : start()),
    end(reason) {
      if (open === undefined) return;
      open.reason = reason;
      const closing = open.feed.close().finally(() => ending.delete(closing));
      ending.add(closing);
      open = undefined;
    },
    async close() {
      feeds.end('stopped');
      await Promise.all([...ending]);
    },
  };
  return feeds;
}
