import { notDeleted } from '../deleted.ts';
import {
  AbortedError,
  type AssemblyAIError,
  isAssemblyAIError,
  TimeoutError,
  TranscriptFailedError,
  withDetails,
} from '../errors.ts';
import type { CompletedTranscript, Transcript } from '../model.ts';
import { tell } from './hooks.ts';
import { pause, type Transport } from './transport.ts';
import type { CallOptions, Until, WaitOptions } from './types.ts';

/** Three hours: the longest file is ten hours of audio, and an account's queue may come before it. */
export const DEFAULT_DEADLINE_MS = 3 * 60 * 60 * 1000;

const SHORTEST_MS = 1_000;
const LONGEST_MS = { queued: 30_000, other: 15_000 };

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
  const longest = state.status === 'queued' ? LONGEST_MS.queued : LONGEST_MS.other;
  const floor = Math.min(Math.max(SHORTEST_MS, (state.audioSeconds ?? 0) * 2), longest);
  const interval = Math.min(Math.max(floor, waitedMs / 5), longest);
  return Math.round(interval * (0.9 + 0.2 * random()));
}

/**
 * Looks until the job has ended. A look that fails does not end the waiting, unless it can never succeed.
 *
 * @throws TranscriptFailedError, NotFoundError (deleted), TimeoutError (deadline), AbortedError, or what a look died of; each with
 *   `transcriptId`.
 */
export async function waitFor(
  transport: Transport,
  get: (id: string, options: CallOptions) => Promise<Transcript>,
  transcriptId: string,
  options: WaitOptions,
  known?: Transcript,
): Promise<CompletedTranscript> {
  const { signal, deadlineMs = DEFAULT_DEADLINE_MS, onStatus, until = ownInterval } = options;
  const { clock } = transport;
  const about = { operation: 'transcripts.wait', transcriptId };
  const startedAt = clock.now();
  const leftMs = (): number => deadlineMs - (clock.now() - startedAt);
  let last = known;
  let failure: AssemblyAIError | undefined;

  if (last !== undefined) {
    if (isEnded(last)) return finished(last);
    await rest();
  }
  for (;;) {
    try {
      const timeoutMs = Math.max(1, Math.min(options.timeoutMs ?? 30_000, leftMs()));
      // The loop repeats a look by itself; repeats inside one could outlast the deadline.
      last = await get(transcriptId, { signal, timeoutMs, attempts: 1 });
      failure = undefined;
      tell(onStatus, last);
      if (isEnded(last)) return finished(last);
    } catch (thrown) {
      if (!isAssemblyAIError(thrown) || thrown instanceof TranscriptFailedError) throw thrown;
      if (!thrown.retryable) throw withDetails(thrown, { transcriptId });
      failure = thrown;
    }
    await rest();
  }

  async function rest(): Promise<void> {
    const left = leftMs();
    if (left <= 0) throw tooLate();
    const wished =
      options.intervalMs ??
      intervalMs(
        clock.now() - startedAt,
        { status: last?.status ?? '', audioSeconds: last?.audio_duration },
        transport.random,
      );
    const asked = Math.max(wished, failure?.retryAfterMs ?? 0);
    const times = { ms: Math.min(asked, left), atMostMs: left, clock };
    try {
      await pause(() => until(transcriptId, times, signal), signal, about);
    } catch (thrown) {
      throw thrown instanceof AbortedError ? withDetails(thrown, { hint: RESUME_HINT }) : thrown;
    }
  }

  function tooLate(): TimeoutError {
    const state =
      failure !== undefined ? `the last look failed: ${failure.message}` : `it is still ${last?.status ?? 'unknown'}`;
    return new TimeoutError(`The transcript was not ready within ${spoken(deadlineMs)}; ${state.replace(/\.$/, '')}.`, {
      transcriptId,
      operation: about.operation,
      hint: RESUME_HINT,
      cause: failure,
    });
  }
}

/** The default between two checks: each job at its own interval. */
const ownInterval: Until = (_transcriptId, { ms, clock }, signal) => clock.sleep(ms, signal);

/** What is done with a job that goes on without us. */
export const RESUME_HINT =
  'The job goes on and is paid for: wait for it again by its transcript ID, do not submit it twice';

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
  const reason =
    typeof transcript.error === 'string' && transcript.error !== '' ? transcript.error : 'The transcription failed.';
  throw new TranscriptFailedError(reason, {
    transcriptId: transcript.id,
    retryable: SERVER_FAULT.test(reason),
  });
}

function spoken(ms: number): string {
  if (ms >= 120_000) return `${Math.round(ms / 60_000)} minutes`;
  return `${Math.round(ms / 1000)} s`;
}
