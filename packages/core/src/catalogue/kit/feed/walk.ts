import { isAssemblyAIError } from '../../../errors.ts';
import type { EventRecord } from '../entry.ts';
import type { FeedState, Mark } from './state.ts';

/** Size of a page. */
const PAGE = 100;

/** Maximum number of pages per check. */
const PAGES = 50;

/** Maximum number of pages of a first check, which emits nothing. */
const FIRST_PAGES = 10;

/** A record may appear in the list this much after a newer one, in milliseconds. */
const LATE_MS = 60_000;

/** Number of known records to list, in which a late record may appear. */
const LATE_RECORDS = 10;

export type RecordState = 'happened' | 'pending' | 'excluded';

interface ListRecord extends EventRecord {
  readonly id: string;
  readonly created?: string;
}

/** The list, and what its records are. */
export interface FeedList {
  page(before: string | undefined, size: number): Promise<readonly ListRecord[]>;
  stateOf(record: EventRecord): RecordState;
}

/** What a check has found in the list. All IDs are newest first. */
export interface Found {
  /** New and open records of the newest part of the list, by their state. */
  readonly records: Readonly<Record<RecordState, readonly string[]>>;
  /** The same for the part that an earlier check did not reach. */
  readonly older: Readonly<Record<RecordState, readonly string[]>>;
  readonly newest: Mark | undefined;
  readonly gap: FeedState['gap'];
}

type Records = Record<RecordState, string[]>;

const noRecords = (): Records => ({ happened: [], pending: [], excluded: [] });

/** Lists what exists before the first check. */
export async function listExisting({ page, stateOf }: FeedList): Promise<Found> {
  const records = noRecords();
  let newest: Mark | undefined;
  let before: string | undefined;
  for (let pages = 0; pages < FIRST_PAGES; pages++) {
    const some = await page(before, PAGE);
    newest ??= some.length === 0 ? undefined : markOf(some[0]!);
    for (const record of some) records[stateOf(record)].push(record.id);
    if (some.length < PAGE) break;
    before = some.at(-1)!.id;
  }
  return { records, older: noRecords(), newest, gap: undefined };
}

/**
 * Lists what is new: first the part that an earlier check did not reach, then the newest records. Each part is listed down
 * to the newest record that was known before, and on while there are pending records, because a page shows the state of
 * many.
 *
 * @param limit number of records that happened after which no further page is listed
 */
export async function listNew({ page, stateOf }: FeedList, state: FeedState, limit: number): Promise<Found> {
  const seen = new Set(state.seen);
  const open = new Set(state.open);
  const met = new Set<string>();
  let { newest } = state;
  let pages = 0;
  let happened = 0;

  /** Lists from `before` down to `until`. Resolves with the part that was not reached. */
  async function walk(into: Records, before: string | undefined, until: Mark | undefined): Promise<FeedState['gap']> {
    let known = 0;
    while (pages < PAGES && happened < limit) {
      const some = await page(before, PAGE);
      pages += 1;
      if (before === undefined && some.length > 0) newest = markOf(some[0]!);
      let hasPending = false;
      for (const record of some) {
        const { id } = record;
        const recordState = stateOf(record);
        hasPending ||= recordState === 'pending';
        const isKnown = known > 0 || (until === undefined ? seen.has(id) : isAtOrBefore(record, until));
        if (isKnown) known += 1;
        if (seen.has(id) || met.has(id)) continue;
        // What happened before the feed was first checked is not in the memory either.
        const isOld = isKnown && !open.has(id) && recordState !== 'pending' && !isLate(record, until);
        if (isOld) continue;
        met.add(id);
        into[recordState].push(id);
        if (recordState === 'happened') happened += 1;
      }
      if (some.length < PAGE || (known > LATE_RECORDS && !hasPending)) return undefined;
      before = some.at(-1)!.id;
    }
    return known > 0 || before === undefined ? undefined : { before, until };
  }

  const [records, older] = [noRecords(), noRecords()];
  let until = state.newest;
  if (state.gap !== undefined) {
    const { gap } = state;
    const rest = await walk(older, gap.before, gap.until).catch((thrown: unknown) => {
      if (!isUnknownPosition(thrown)) throw thrown;
      // The record has left the list since. The walk from the newest one goes down to the end of the gap.
      // The records around the end of the gap may be forgotten by then.
      until = gap.until && { ...gap.until, isStrict: true };
      return undefined;
    });
    if (rest !== undefined) return { records, older, newest, gap: rest };
  }
  const rest = await walk(records, undefined, until);
  return { records, older, newest, gap: rest };
}

const markOf = ({ id, created }: ListRecord): Mark => ({ id, ...(created !== undefined && { created }) });

/** Whether the record is the marked one, or was created before it. The API's times have one format. */
const isAtOrBefore = ({ id, created }: ListRecord, mark: Mark): boolean =>
  id === mark.id || (created !== undefined && mark.created !== undefined && created < mark.created);

const isLate = ({ id, created }: ListRecord, until: Mark | undefined): boolean =>
  until !== undefined && until.isStrict !== true && id !== until.id && isWithin(LATE_MS, created, until.created);

const isWithin = (ms: number, earlier: string | undefined, later: string | undefined): boolean =>
  earlier !== undefined && later !== undefined && Date.parse(later) - Date.parse(earlier) < ms;

/** The API refuses a position in the list that it does not know. */
const isUnknownPosition = (thrown: unknown): boolean =>
  isAssemblyAIError(thrown) && (thrown.status === 400 || thrown.status === 404);
