import { type AssemblyAIError, isAssemblyAIError, shortened, withDetails } from '../errors.ts';
import type { Transcript } from '../model.ts';
import { abortedError } from './failures.ts';
import { listAll } from './list.ts';
import { differingSetting } from './same-settings.ts';
import { CLOCK_SKEW_MS, serviceTimeMs } from './service-time.ts';
import { asTranscript } from './shapes.ts';
import { pause, type Transport } from './transport.ts';
import type { CallOptions, SubmitOptions, TranscriptBody } from './types.ts';
import { RESUME_HINT } from './wait.ts';

/** Milliseconds to search for the job of a submission whose response was lost. */
const SEARCH_MS = 60_000;
/** The same after the caller aborted: the call ends at most this much later. */
const SEARCH_AFTER_ABORT_MS = 2_000;
/** Milliseconds of the first pause between two reads of the list. Each pause is twice as long as the previous one. */
const FIRST_PAUSE_MS = 500;
/** Number of reads of the list if no response arrived: the service may still be processing the request. */
const LIST_READS = 3;
/** Maximum jobs to remember as belonging to a call. More than a search can find. */
const MAX_CLAIMED = 10_000;

const operation = 'transcripts.submit';

/**
 * Submits the jobs of one client. The API has no idempotency key, so a submission whose response was lost is not
 * repeated. Instead, the list of transcripts is searched for its job, which is returned if it certainly belongs to this
 * call: it must have the same audio and settings and be the only such job since the submission, by the service's clock;
 * or its audio URL must be one that no other call uses.
 */
export function createSubmit(
  transport: Transport,
  get: (id: string, options?: CallOptions) => Promise<Transcript>,
): (params: TranscriptBody, options?: SubmitOptions) => Promise<Transcript> {
  const { clock } = transport;
  /** IDs of jobs that belong to a call. */
  const claimedIds = new Set<string>();
  /** Audio URLs of submissions that await their response. */
  const sending: string[] = [];

  function claim(job: Transcript): Transcript {
    if (claimedIds.size >= MAX_CLAIMED) claimedIds.clear();
    claimedIds.add(job.id);
    return job;
  }

  async function send(params: TranscriptBody, options: SubmitOptions): Promise<Transcript> {
    sending.push(params.audio_url);
    try {
      const call = {
        operation,
        method: 'POST',
        path: '/v2/transcript',
        json: params,
        repeat: 'unless-landed',
      } as const;
      return claim(await transport.json<Transcript>(call, options, asTranscript));
    } finally {
      sending.splice(sending.indexOf(params.audio_url), 1);
    }
  }

  return async (params, options = {}) => {
    const { signal } = options;
    const startedAt = clock.now();
    try {
      return await send(params, options);
    } catch (failure) {
      if (!isAssemblyAIError(failure) || failure.landed !== true || !UNCLEAR.test(failure.code)) throw failure;
      const doubts = new Map<string, string>();
      const isAborted = failure.code === 'aborted';
      // If a status arrived, the service has finished with the request.
      const listReads = failure.status === undefined ? LIST_READS : 1;
      const found = await search(params, options, startedAt, isAborted, listReads, doubts).catch(() => undefined);
      if (found === undefined) {
        throw inDoubt(
          signal?.aborted === true && !isAborted ? abortedError(operation, signal.reason) : failure,
          doubts,
        );
      }
      if (isAborted) throw withDetails(failure, { transcriptId: found.id, hint: RESUME_HINT });
      return found;
    }
  };

  /**
   * Finds the job of a submission. Retries failed requests while time is left.
   *
   * @param doubts receives the ID of each job that the submission may have started, with the reason for the doubt
   */
  async function search(
    params: TranscriptBody,
    options: SubmitOptions,
    startedAt: number,
    isAborted: boolean,
    listReads: number,
    doubts: Map<string, string>,
  ): Promise<Transcript | undefined> {
    const { audio_url } = params;
    const { unique } = options;
    const signal = isAborted ? undefined : options.signal;
    const deadline = clock.now() + (isAborted ? SEARCH_AFTER_ABORT_MS : SEARCH_MS);
    const attemptOptions = (): CallOptions => ({
      signal,
      timeoutMs: Math.max(1, Math.min(options.timeoutMs ?? 30_000, deadline - clock.now())),
      attempts: 1,
    });
    const jobs = new Map<string, Transcript>();

    for (let delayMs = FIRST_PAUSE_MS, left = listReads; ; delayMs *= 2) {
      try {
        for await (const item of listAll(transport, { limit: 200 }, attemptOptions())) {
          const since = startedAt + (transport.aheadMs() ?? -CLOCK_SKEW_MS);
          if (!(serviceTimeMs(item.created) >= since) || clock.now() >= deadline) break;
          if (item.audio_url === audio_url && !doubts.has(item.id)) doubts.set(item.id, 'it could not be read');
        }
        for (const id of doubts.keys()) if (!jobs.has(id)) jobs.set(id, await get(id, attemptOptions()));

        const same: Transcript[] = [];
        for (const [id, job] of jobs) {
          const setting = differingSetting(job, params);
          doubts.set(id, setting === undefined ? 'it may belong to another call' : `its ${setting} differs`);
          if (claimedIds.has(id)) doubts.delete(id);
          else if (unique !== undefined && job[unique] === params[unique]) return claim(job);
          else if (setting === undefined) same.push(job);
        }
        if (!sending.includes(audio_url)) {
          if (same.length === 1 && transport.aheadMs() !== undefined) return claim(same[0]!);
          if (--left < 1) return undefined;
        }
      } catch (thrown) {
        if (!isAssemblyAIError(thrown) || !thrown.retryable) return undefined;
      }
      if (clock.now() + delayMs >= deadline) return undefined;
      await pause(() => clock.sleep(delayMs, signal), signal, { operation });
    }
  }
}

/** Codes that leave open whether a job was started. A rejection started none. */
const UNCLEAR = /^(timeout|protocol|server|network|aborted)$/;

/** The error of a submission that may have started a job: one of `doubts`, or one that was not found. */
function inDoubt(failure: AssemblyAIError, doubts: ReadonlyMap<string, string>): AssemblyAIError {
  const reasons = [...doubts].map(([id, why]) => `${id}, but ${why}`);
  if (doubts.size > 0) {
    failure.message = shortened(`${failure.message} This call may have started transcript ${reasons.join('; or ')}.`);
  }
  return Object.assign(failure, {
    retryable: false,
    candidateIds: [...doubts.keys()],
    hint: 'The job may have started. Check the list of transcripts before you submit it again.',
  });
}
