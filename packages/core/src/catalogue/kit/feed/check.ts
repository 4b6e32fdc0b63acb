import { isDeletedError } from '../../../deleted.ts';
import { isAssemblyAIError } from '../../../errors.ts';
import type { AnyEvent, EventFeed, RunContext } from '../entry.ts';
import type { AnyInput } from '../values.ts';
import { type FeedState, kept } from './state.ts';
import { type Found, listExisting, listNew, type RecordState } from './walk.ts';

export type { FeedState } from './state.ts';

/** An event whose records are listed, such as new transcripts. */
export type Feed = AnyEvent & { readonly feed: EventFeed };

export interface FeedOptions<T> {
  /** What to keep of a loaded record. Called as soon as it is loaded, so that large records can be released. */
  readonly take: (record: unknown) => T;
  /** Maximum number of records to load. Later checks load the rest. @default 1000 */
  readonly limit?: number | undefined;
  /** Concurrent requests. @default 8 */
  readonly atOnce?: number | undefined;
  /** Whether there is time to load one more record. @default always */
  readonly hasTime?: (() => boolean) | undefined;
}

export interface FeedResult<T> {
  /** Oldest first. */
  readonly items: readonly T[];
  /** To be stored together with the delivery of the items. */
  readonly state: FeedState;
  /** Errors of records that could not be loaded. They stay open. */
  readonly failures: readonly unknown[];
}

/** Consecutive failures after which no further record is loaded. */
const FAILURES = 8;

/**
 * Checks a feed for records that are new since the last check. The first check, without a state, emits nothing: it stores
 * what exists. Each record is emitted once, however many there are and whenever it finishes. A record that cannot be loaded
 * is emitted by a later check. Records deleted before they are loaded are skipped.
 *
 * @throws the error of the list
 */
export async function checkFeed<T>(
  event: Feed,
  context: RunContext<AnyInput>,
  state: FeedState | undefined,
  { take, limit = 1_000, atOnce = 8, hasTime = () => true }: FeedOptions<T>,
): Promise<FeedResult<T>> {
  const { feed } = event;
  const list = {
    page: (before: string | undefined, size: number) => feed.page({ ...context, before, size }),
    stateOf: (record: Parameters<EventFeed['stateOf']>[0]) => feed.stateOf(record, context.input),
  };
  if (state === undefined) return { items: [], state: firstState(await listExisting(list)), failures: [] };

  const found = await listNew(list, state, limit);
  const listed = new Set([found.records, found.older].flatMap((records) => Object.values(records).flat()));
  const unlisted = state.open.filter((id) => !listed.has(id));
  const happened = oldestFirst(found, 'happened');
  const ids = [...unlisted.slice(0, Math.max(0, limit - happened.length)), ...happened].slice(0, limit);

  const taken = new Map<string, T>();
  const dropped = new Set<string>();
  const failures: unknown[] = [];
  let inARow = 0;
  const queue = [...ids];
  const load = async (transcriptId: string): Promise<void> => {
    try {
      const record = await event.load({ ...context, transcriptId });
      const recordState =
        record === undefined ? 'excluded' : list.stateOf(record as Parameters<EventFeed['stateOf']>[0]);
      if (recordState === 'happened') taken.set(transcriptId, take(record));
      else if (recordState === 'excluded') dropped.add(transcriptId);
      inARow = 0;
    } catch (thrown) {
      const isGone = isAssemblyAIError(thrown) && thrown.code === 'not_found' && !listed.has(transcriptId);
      if (isDeletedError(thrown) || isGone) {
        dropped.add(transcriptId);
        return;
      }
      inARow += 1;
      failures.push(thrown);
    }
  };
  const work = async (): Promise<void> => {
    while (inARow < FAILURES && hasTime()) {
      const id = queue.shift();
      if (id === undefined) return;
      await load(id);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));

  const isDone = (id: string): boolean => taken.has(id) || dropped.has(id);
  const excluded = new Set([...found.older.excluded, ...found.records.excluded]);
  const tried = new Set(ids);
  const open = [
    ...state.open.filter((id) => !tried.has(id)),
    // Those that are still pending are checked after the others next time.
    ...state.open.filter((id) => tried.has(id)),
    ...oldestFirst(found, 'pending'),
    ...happened,
  ].filter((id) => !isDone(id) && !excluded.has(id));
  const older = new Set(found.older.happened);
  const done = ids.filter(isDone);
  return {
    items: ids.flatMap((id) => (taken.has(id) ? [taken.get(id)!] : [])),
    failures,
    state: {
      // The newest records must be remembered longest: later checks list them again.
      seen: kept([...done.filter((id) => older.has(id)), ...state.seen, ...done.filter((id) => !older.has(id))]),
      open: [...new Set(open)],
      newest: found.newest,
      gap: found.gap,
    },
  };
}

const oldestFirst = ({ older, records }: Found, recordState: RecordState): readonly string[] =>
  [...records[recordState], ...older[recordState]].reverse();

const firstState = ({ records, newest }: Found): FeedState => ({
  seen: kept([...records.happened].reverse()),
  open: [...records.pending].reverse(),
  newest,
});
