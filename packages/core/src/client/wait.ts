import { notDeleted } from '../deleted.ts';
import { type AssemblyAIError, TimeoutError, TranscriptFailedError, withDetails } from '../errors.ts';
import type { CompletedTranscript, Transcript } from '../model.ts';
import { tell } from './hooks.ts';
import { pause, type Transport } from './transport.ts';
import type { CallOptions, Until, WaitOptions } from './types.ts';

/** Three hours: the longest file is ten hours of audio, and an account's queue may come before it. */
export const DEFAULT_DEADLINE_MS = 3 * 60 * 60 * 1000;

const SHORTEST_MS = 1_000;
const LONGEST_MS = 15_000;
const LONGEST_QUEUED_MS = 30_000;

/**
 * Milliseconds until the next look at a job.
 *
 * A fifth of the time already waited, so that at most that much is waited too long, whatever the job. A known
 * length of the audio sets a floor, since an hour of audio is never done in a second; a queued job may be looked
 * at less often than one that is being worked on. A tenth of chance keeps many waiters out of step.
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

/** How far the service is. */
interface State {
  readonly status: string;
  readonly audio_duration?: number | null | undefined;
}

/**
 * One check: how far the service is, and the result if there is one.
 *
 * @param once options for one request, which ends before the deadline
 */
export type Check<T> = (once: () => CallOptions) => Promise<readonly [state: State, result?: T]>;

/**
 * Checks until there is a result. A check that fails does not end the waiting, unless it can never succeed.
 *
 * @param name what is waited for, as the subject of a sentence
 * @throws TimeoutError (deadline), AbortedError, or what a check died of; each with `transcriptId`.
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
  const leftMs = (): number => deadlineMs - (clock.now() - startedAt);
  // The loop repeats a look by itself; repeats inside one could outlast the deadline.
  const once = (): CallOptions => ({ signal, timeoutMs: Math.max(1, Math.min(timeoutMs, leftMs())), attempts: 1 });
  let last: State | undefined;

  for (;;) {
    let failure: AssemblyAIError | undefined;
    try {
      const [state, result] = await check(once);
      if (result !== undefined) return result;
      last = state;
    } catch (thrown) {
      failure = thrown as AssemblyAIError;
      if (!failure.retryable || failure.code === 'transcript_failed') throw withDetails(failure, { transcriptId });
    }
    const left = leftMs();
    if (left <= 0) {
      const state = failure ? `the last look failed: ${failure.message}` : `it is still ${last?.status}`;
      throw new TimeoutError(`${name} was not ready within ${spoken(deadlineMs)}; ${state.replace(/\.$/, '')}.`, {
        ...about,
        hint: RESUME_HINT,
        cause: failure,
      });
    }
    const wished =
      options.intervalMs ??
      intervalMs(clock.now() - startedAt, { status: last?.status ?? '', audioSeconds: last?.audio_duration }, random);
    const ms = Math.min(Math.max(wished, failure?.retryAfterMs ?? 0), left);
    await pause(() => until(transcriptId, { ms, atMostMs: left, clock }, signal), signal, about).catch(
      (thrown: AssemblyAIError) => {
        throw withDetails(thrown, { hint: RESUME_HINT });
      },
    );
  }
}

/**
 * Waits for a transcript.
 *
 * @param known the transcript that the first check finds, in place of a request
 * @throws TranscriptFailedError, NotFoundError (deleted), and what {@link poll} throws
 */
export const waitFor = (
  transport: Transport,
  get: (id: string, options: CallOptions) => Promise<Transcript>,
  transcriptId: string,
  options: WaitOptions,
  known?: Transcript,
): Promise<CompletedTranscript> =>
  poll(transport, transcriptId, 'The transcript', options, async (once) => {
    const transcript = known ?? (await get(transcriptId, once()));
    if (known === undefined) tell(options.onStatus, transcript);
    known = undefined;
    return isEnded(transcript) ? [transcript, finished(transcript)] : [transcript];
  });

/** The default between two checks: each job at its own interval. */
const ownInterval: Until = (_transcriptId, { ms, clock }, signal) => clock.sleep(ms, signal);

/** What is done with a job that goes on without us. */
export const RESUME_HINT = 'The job goes on and is paid for: wait for it by its ID, do not submit it twice';

export const isEnded = ({ status }: Pick<Transcript, 'status'>): boolean =>
  status === 'completed' || status === 'error';

/** Failures that are the service's: the documentation advises to submit such a job again. Contract: `rest.md` section 9. */
const SERVER_FAULT = /server error|internal error|developers have been alerted/i;

/**
 * The transcript that a job ended with.
 *
 * @throws TranscriptFailedError for a job that ended in `error`, NotFoundError for a transcript that was deleted.
 *   Contract: `rest.md` sections 5.1 and 8.
 */
export function finished(transcript: Transcript): CompletedTranscript {
  // A status that is neither is not final, and is not asked about.
  if (transcript.status !== 'error') return notDeleted(transcript as CompletedTranscript);
  throw failed(transcript.id, transcript.error, 'The transcription failed.');
}

/** @param reason what the service says, if that is a text; otherwise `otherwise` is the message */
export function failed(transcriptId: string, reason: unknown, otherwise: string): TranscriptFailedError {
  const message = (typeof reason === 'string' && reason) || otherwise;
  return new TranscriptFailedError(message, { transcriptId, retryable: SERVER_FAULT.test(message) });
}

function spoken(ms: number): string {
  if (ms >= 120_000) return `${Math.round(ms / 60_000)} minutes`;
  return `${Math.round(ms / 1000)} s`;
}
