import type { Deadline } from '../deadline.ts';
import { BadInputError, type Client, type TranscriptListItem } from '../core.ts';
import { createdAt, type Criteria, meets } from './criteria.ts';

/** Transcripts on a page: the maximum of the API. */
const PAGE = 200;

/** Maximum number of transcripts to check. */
const MOST_READ = 5_000;

/** Time to keep for the transcript that was found, ms. */
export const KEEP_MS = 6_000;

/** Days before {@link Criteria.before} in which to look for the place to start. */
const DAYS_TO_START = 7;

const DAY_MS = 24 * 3_600_000;

/**
 * The transcripts that meet the criteria, newest first.
 *
 * @param deadline the search ends with it, and leaves time to get the transcript that was found
 * @throws BadInputError if the list is too long to check completely: an empty result would be wrong, and Find or Create
 *   would transcribe the audio a second time
 */
export async function* newestFirst(
  client: Pick<Client, 'transcripts'>,
  criteria: Criteria,
  deadline: Pick<Deadline, 'now' | 'remainingMs'>,
): AsyncGenerator<TranscriptListItem> {
  let read = 0;
  for await (const item of candidates(client, criteria, deadline.now())) {
    if (criteria.after !== undefined && createdAt(item) < criteria.after) return;
    if (meets(item, criteria)) yield item;
    if (++read >= MOST_READ || deadline.remainingMs() < KEEP_MS) throw tooMany(read);
  }
}

/** Starts near the end of the period, because the API has no filter for periods. */
async function* candidates(
  { transcripts }: Pick<Client, 'transcripts'>,
  { status, after, before }: Criteria,
  now: number,
): AsyncGenerator<TranscriptListItem> {
  const query = { limit: PAGE, ...(status !== undefined && { status: status as TranscriptListItem['status'] }) };
  if (before === undefined || before >= now) return yield* transcripts.listAll(query);
  for (let day = before, tries = 0; tries < DAYS_TO_START; day -= DAY_MS, tries++) {
    if (after !== undefined && dateOf(day) < dateOf(after)) return;
    const { transcripts: newest } = await transcripts.list({ limit: 1, created_on: dateOf(day) });
    if (newest[0] === undefined) continue;
    yield newest[0];
    return yield* transcripts.listAll({ ...query, before_id: newest[0].id });
  }
  yield* transcripts.listAll(query);
}

const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

const tooMany = (read: number): BadInputError =>
  new BadInputError(
    `None of the ${read} transcripts that were checked match, and there was no time to check older ones.`,
    { hint: 'Fill in Status, Created After, or Created Before to narrow the search.' },
  );
