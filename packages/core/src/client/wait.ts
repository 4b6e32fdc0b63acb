import { notDeleted } from '../deleted.ts';
import { type AssemblyAIError, TimeoutError, TranscriptFailedError, withDetails } from '../errors.ts';
import { hintForRunningJob } from '../job-hints.ts';
import type { CompletedTranscript, Transcript } from '../model.ts';
import { notify } from './hooks.ts';
import { pause, type Transport } from './transport.ts';
import type { CallOptions, Until, WaitOptions } from './types.ts';

/** Three hours. The longest file has ten hours of audio, and may wait in the queue of the account. */
export const DEFAULT_DEADLINE_MS = 3 * 60 * 60 * 1000;

const SHORTEST_MS = 1_000;
const LONGEST_MS = 15_000;
const LONGEST_QUEUED_MS = 30_000;

/**
 * Milliseconds until the next check of a job.
 *
 * The interval is a fifth of the time already waited, so the wait lasts at most a fifth too long. A known audio length
 * sets a minimum, because an hour of audio takes longer than a second. A queued job is checked less often than one in
 * progress. A random tenth spreads the checks of many jobs.
 */
export function intervalMs(
  waitedMs: number,
  state: { readonly status: string; readonly audioSeconds?: number | null | undefined },
  random: () => number,
): number {
  const interval = Math.max(SHORTEST_MS, (state.audioSeconds ?? 0) * 2, waitedMs / 5);
  const longest = state.status === 'queued' ? LONGEST_QUEUED_MS : LONGEST_MS;
  return Math.round(Math.min(interval, longest) * (0.9 + 0.2 * random()));
}

/** Progress of the job. */
interface State {
  readonly status: string;
  readonly audio_duration?: number | null | undefined;
}

/**
 * One check: the state of the job, and the result if it is ready.
 *
 * @param attemptOptions options of one request, which ends before the deadline
 */
export type Check<T> = (attemptOptions: () => CallOptions) => Promise<readonly [state: State, result?: T]>;

/**
 * Checks until there is a result. A failed check ends the wait only if no later check can succeed.
 *
 * @param name what the call waits for, as the subject of a sentence
 * @throws TimeoutError (deadline), AbortedError, or the error of a check; each with `transcriptId`.
 */
export async function poll<T>(
  { clock, random }: Transport,
  transcriptId: string,
  name: string,
  options: WaitOptions,
  check: Check<T>,
): Promise<T> {
  const { signal, deadlineMs = DEFAULT_DEADLINE_MS, timeoutMs = 30_000, until = ownInterval } = options;
  const about = { operation: 'transcripts.wait', transcriptId };
  const startedAt = clock.now();
  const remainingMs = (): number => deadlineMs - (clock.now() - startedAt);
  // The loop repeats checks itself. Retries inside a check could exceed the deadline.
  const attemptOptions = (): CallOptions => ({
    signal,
    timeoutMs: Math.max(1, Math.min(timeoutMs, remainingMs())),
    attempts: 1,
  });
  let last: State | undefined;

  for (;;) {
    let failure: AssemblyAIError | undefined;
    try {
      const [state, result] = await check(attemptOptions);
      if (result !== undefined) return result;
      last = state;
    } catch (thrown) {
      failure = thrown as AssemblyAIError;
      if (!failure.retryable || failure.code === 'transcript_failed') throw withDetails(failure, { transcriptId });
    }
    const remaining = remainingMs();
    if (remaining <= 0) {
      const state = failure ? `the last check failed: ${failure.message}` : `it is still ${last?.status}`;
      throw new TimeoutError(`${name} was not ready within ${durationText(deadlineMs)}; ${state.replace(/\.$/, '')}.`, {
        ...about,
        hint: RESUME_HINT,
        cause: failure,
      });
    }
    const wantedMs =
      options.intervalMs ??
      intervalMs(clock.now() - startedAt, { status: last?.status ?? '', audioSeconds: last?.audio_duration }, random);
    const ms = Math.min(Math.max(wantedMs, failure?.retryAfterMs ?? 0), remaining);
    await pause(
      () => until(transcriptId, { ms, atMostMs: remaining, atLeastMs: failure && ms, clock }, signal),
      signal,
      about,
    ).catch((thrown: AssemblyAIError) => {
      throw withDetails(thrown, { hint: RESUME_HINT });
    });
  }
}

/**
 * Waits for a transcript.
 *
 * @param known the transcript for the first check, which then sends no request
 * @throws TranscriptFailedError, NotFoundError (deleted), and the errors of {@link poll}
 */
export const waitFor = (
  transport: Transport,
  get: (id: string, options: CallOptions) => Promise<Transcript>,
  transcriptId: string,
  options: WaitOptions,
  known?: Transcript,
): Promise<CompletedTranscript> =>
  poll(transport, transcriptId, 'The transcript', options, async (attemptOptions) => {
    const transcript = known ?? (await get(transcriptId, attemptOptions()));
    if (known === undefined) notify(options.onStatus, transcript);
    known = undefined;
    return isEnded(transcript) ? [transcript, finished(transcript)] : [transcript];
  });

/** The default: each job is checked at its own interval. */
const ownInterval: Until = (_transcriptId, { ms, clock }, signal) => clock.sleep(ms, signal);

/** What to do about a job that continues after its caller stopped waiting. */
export const RESUME_HINT = hintForRunningJob('Wait for it by its ID instead of submitting it again.');

export const isEnded = ({ status }: Pick<Transcript, 'status'>): boolean =>
  status === 'completed' || status === 'error';

/** Failures of the service. The documentation recommends submitting the job again. Contract: `rest.md` section 9. */
const SERVER_FAULT = /server error|internal error|developers have been alerted/i;

/**
 * The finished transcript of a job.
 *
 * @throws TranscriptFailedError for a job that ended in `error`, NotFoundError for a deleted transcript. Contract:
 *   `rest.md` sections 5.1 and 8.
 */
export function finished(transcript: Transcript): CompletedTranscript {
  // Other statuses are not final, and are not checked here.
  if (transcript.status !== 'error') return notDeleted(transcript as CompletedTranscript);
  throw failed(transcript.id, transcript.error, 'The transcription failed.');
}

/** @param reason the reason that the service sent; if it is not text, the message is `otherwise` */
export function failed(transcriptId: string, reason: unknown, otherwise: string): TranscriptFailedError {
  const message = (typeof reason === 'string' && reason) || otherwise;
  return new TranscriptFailedError(message, { transcriptId, retryable: SERVER_FAULT.test(message) });
}

function durationText(ms: number): string {
  if (ms >= 120_000) return `${Math.round(ms / 60_000)} minutes`;
  return `${Math.round(ms / 1000)} s`;
}
