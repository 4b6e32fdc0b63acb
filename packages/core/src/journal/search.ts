import { withExtra } from '../extra.ts';
import { differingSetting } from '../client/same-settings.ts';
import type { RestClient, TranscriptBody } from '../client/types.ts';
import { ProtocolError } from '../errors.ts';
import type { Transcript } from '../model.ts';
import type { JobIntent } from './journal.ts';

/** Transcripts on one page of the list: the most that the API gives. Contract: `rest.md` section 7. */
const PAGE = 200;
/** Most transcripts that are read in search of a job. */
const MOST_READ = 20_000;
/** How often the list is read: the service may still be working on the request of a process that has just died. */
const LOOKS = 3;
const FIRST_PAUSE_MS = 500;
/** Milliseconds after which a submission has surely been carried out or not. */
const LONGEST_SUBMISSION_MS = 60_000;

export interface SearchOptions {
  readonly signal?: AbortSignal | undefined;
  readonly now: () => number;
  /** Pauses between two looks at the list. */
  readonly rest: (ms: number) => Promise<void>;
}

/**
 * The job that an intent led to, or `undefined` if it led to none. The same rules as after a lost answer: a job with an
 * address that no other call uses is this one; else it must be the only one with this audio since the intent, and every
 * setting must be the same.
 *
 * @throws ProtocolError with `candidateIds` if that cannot be decided: another submission could be a second bill
 */
export async function findJob(
  client: Pick<RestClient, 'transcripts'>,
  intent: JobIntent,
  params: Readonly<Record<string, unknown>>,
  { signal, now, rest }: SearchOptions,
): Promise<string | undefined> {
  const asked: TranscriptBody = { ...withExtra(params), audio_url: intent.audioUrl };
  for (let look = 1, pauseMs = FIRST_PAUSE_MS; ; look++, pauseMs *= 2) {
    const candidates = await candidatesOf(client, intent, signal);
    if (candidates.length > 0) return choose(client, intent, candidates, asked, signal);
    const isOver = now() - intent.at > LONGEST_SUBMISSION_MS;
    if (isOver || look === LOOKS) return undefined;
    await rest(pauseMs);
  }
}

/** Jobs with the audio of an intent that are newer than it, by their IDs. */
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
    if (++read >= MOST_READ) throw undecided('the list is too long to search all of it', found);
  }
  return found;
}

async function choose(
  { transcripts }: Pick<RestClient, 'transcripts'>,
  { isUnique, after }: JobIntent,
  candidates: readonly string[],
  asked: TranscriptBody,
  signal: AbortSignal | undefined,
): Promise<string> {
  if (isUnique) return candidates[0]!;
  const jobs: Transcript[] = [];
  for (const id of candidates) jobs.push(await transcripts.get(id, { signal }));
  const differing = jobs.map((job) => differingSetting(job, asked));
  const same = jobs.filter((_, at) => differing[at] === undefined);
  if (same.length === 1 && after !== undefined) return same[0]!.id;
  if (same.length > 1) throw undecided('several have the same audio and settings', candidates);
  if (same.length === 1) throw undecided('it may be older than the submission', candidates);
  throw undecided(`its ${differing[0]} differs`, candidates);
}

function undecided(why: string, candidateIds: readonly string[]): ProtocolError {
  const named = candidateIds.length === 0 ? 'A transcript' : `Transcript ${candidateIds.join(', ')}`;
  return new ProtocolError(
    `An earlier run may have started this job, and nobody wrote down its ID. ${named} may be it, but ${why}.`,
    {
      candidateIds,
      retryable: false,
      hint: 'Load the right transcript by its ID, or delete the transcripts that you do not need and run this again.',
    },
  );
}
