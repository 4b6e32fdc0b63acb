import { withExtra } from '../extra.ts';
import { differingSetting } from '../client/same-settings.ts';
import type { RestClient, TranscriptBody } from '../client/types.ts';
import { ProtocolError } from '../errors.ts';
import type { Transcript } from '../model.ts';
import type { JobIntent } from './journal.ts';

/** Transcripts per page of the list: the maximum of the API. Contract: `rest.md` section 7. */
const PAGE = 200;
/** Maximum transcripts to read in search of a job. */
const MOST_READ = 20_000;
/** Number of reads of the list: the service may still be processing the request of a process that just died. */
const LIST_READS = 3;
const FIRST_PAUSE_MS = 500;
/** Milliseconds after which a submission has certainly been processed or dropped. */
const LONGEST_SUBMISSION_MS = 60_000;

export interface SearchOptions {
  readonly signal?: AbortSignal | undefined;
  readonly now: () => number;
  /** Pauses between two reads of the list. */
  readonly pause: (ms: number) => Promise<void>;
}

/**
 * Finds the job of an intent; `undefined` if the intent started none. The rules are those for a lost response: a job
 * with a unique audio URL is the right one. Otherwise it must be the only job with this audio since the intent, with
 * the same settings.
 *
 * @throws ProtocolError with `candidateIds` if the search cannot decide, because another submission could be billed
 *   twice
 */
export async function findJob(
  client: Pick<RestClient, 'transcripts'>,
  intent: JobIntent,
  params: Readonly<Record<string, unknown>>,
  { signal, now, pause }: SearchOptions,
): Promise<string | undefined> {
  const requested: TranscriptBody = { ...withExtra(params), audio_url: intent.audioUrl };
  for (let reads = 1, pauseMs = FIRST_PAUSE_MS; ; reads++, pauseMs *= 2) {
    const candidates = await candidatesOf(client, intent, signal);
    if (candidates.length > 0) return choose(client, intent, candidates, requested, signal);
    const isOver = now() - intent.at > LONGEST_SUBMISSION_MS;
    if (isOver || reads === LIST_READS) return undefined;
    await pause(pauseMs);
  }
}

/** IDs of jobs with the audio of an intent that are newer than the intent. */
async function candidatesOf(
  { transcripts }: Pick<RestClient, 'transcripts'>,
  { audioUrl, after, replaces }: JobIntent,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const found: string[] = [];
  let read = 0;
  for await (const { id, audio_url } of transcripts.listAll({ limit: PAGE }, { signal })) {
    if (id === after) break;
    if (audio_url === audioUrl && id !== replaces) found.push(id);
    if (++read >= MOST_READ) throw undecided('the list is too long to search completely', found);
  }
  return found;
}

async function choose(
  { transcripts }: Pick<RestClient, 'transcripts'>,
  { isUnique, after }: JobIntent,
  candidates: readonly string[],
  requested: TranscriptBody,
  signal: AbortSignal | undefined,
): Promise<string> {
  if (isUnique) return candidates[0]!;
  const jobs: Transcript[] = [];
  for (const id of candidates) jobs.push(await transcripts.get(id, { signal }));
  const differing = jobs.map((job) => differingSetting(job, requested));
  const same = jobs.filter((_, at) => differing[at] === undefined);
  if (same.length === 1 && after !== undefined) return same[0]!.id;
  if (same.length > 1) throw undecided('several have the same audio and settings', candidates);
  if (same.length === 1) throw undecided('it may be older than the submission', candidates);
  throw undecided(`its ${differing[0]} differs`, candidates);
}

function undecided(why: string, candidateIds: readonly string[]): ProtocolError {
  const named = candidateIds.length === 0 ? 'A transcript' : `Transcript ${candidateIds.join(', ')}`;
  return new ProtocolError(
    `An earlier run may have started this job, but its ID was not recorded. ${named} may be this job, but ${why}.`,
    {
      candidateIds,
      retryable: false,
      hint: 'Get the right transcript by its ID, or delete the transcripts that you do not need and run this again.',
    },
  );
}
