import { type AssemblyAIError, isAssemblyAIError, shortened, withDetails } from '../errors.ts';
import type { Transcript, TranscriptListItem } from '../model.ts';
import { abortedError } from './failures.ts';
import { listAll } from './list.ts';
import { differingSetting } from './same-settings.ts';
import { asTranscript } from './shapes.ts';
import { pause, type Transport } from './transport.ts';
import type { CallOptions, SubmitOptions, TranscriptBody } from './types.ts';
import { RESUME_HINT } from './wait.ts';

/** Milliseconds that the job of a submission whose answer was lost is searched for. */
const SEARCH_MS = 60_000;
/** The same after the caller's signal has fired: the call ends at most this much later. */
const SEARCH_AFTER_ABORT_MS = 2_000;
/** Milliseconds of the first pause between two looks at the list; each next pause is twice as long. */
const FIRST_PAUSE_MS = 500;
/** How often the list is read where no answer came at all: the service may still be working on the request. */
const LOOKS = 3;
/** How far the service's clock and ours may be apart, ms, if the service does not say what time it is. */
const CLOCK_SKEW_MS = 120_000;
/** Most jobs that are remembered as belonging to a call. More than a search can meet. */
const MOST_TAKEN = 10_000;

const operation = 'transcripts.submit';

/**
 * Submissions of one client. There is no idempotency key, so a submission whose answer was lost is not sent again: its
 * job is searched for in the list of transcripts, and returned if it is certain that this call started it. It must have
 * the same audio and settings and be the only such job since the submission, by the service's clock; or carry an address
 * that no other call uses.
 */
export function createSubmit(
  transport: Transport,
  get: (id: string, options?: CallOptions) => Promise<Transcript>,
): (params: TranscriptBody, options?: SubmitOptions) => Promise<Transcript> {
  const { clock } = transport;
  /** Jobs that belong to a call. */
  const taken = new Set<string>();
  /** The audio of each submission that is waiting for its answer. */
  const sending: string[] = [];

  function take(job: Transcript): Transcript {
    if (taken.size >= MOST_TAKEN) taken.clear();
    taken.add(job.id);
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
      return take(await transport.json<Transcript>(call, options, asTranscript));
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
      // With a status, the service is done with the request.
      const looks = failure.status === undefined ? LOOKS : 1;
      const found = await search(params, options, startedAt, isAborted, looks, doubts).catch(() => undefined);
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
   * The job of a submission. A request that fails is sent again while the budget allows it.
   *
   * @param doubts receives each job that the submission may have started, by its id, with the reason for the doubt
   */
  async function search(
    params: TranscriptBody,
    options: SubmitOptions,
    startedAt: number,
    isAborted: boolean,
    looks: number,
    doubts: Map<string, string>,
  ): Promise<Transcript | undefined> {
    const { audio_url } = params;
    const { unique } = options;
    const signal = isAborted ? undefined : options.signal;
    const deadline = clock.now() + (isAborted ? SEARCH_AFTER_ABORT_MS : SEARCH_MS);
    const once = (): CallOptions => ({
      signal,
      timeoutMs: Math.max(1, Math.min(options.timeoutMs ?? 30_000, deadline - clock.now())),
      attempts: 1,
    });
    const jobs = new Map<string, Transcript>();

    for (let delayMs = FIRST_PAUSE_MS, left = looks; ; delayMs *= 2) {
      try {
        for await (const item of listAll(transport, { limit: 200 }, once())) {
          const since = startedAt + (transport.aheadMs() ?? -CLOCK_SKEW_MS);
          if (!(createdMs(item) >= since) || clock.now() >= deadline) break;
          if (item.audio_url === audio_url && !doubts.has(item.id)) doubts.set(item.id, 'it could not be read');
        }
        for (const id of doubts.keys()) if (!jobs.has(id)) jobs.set(id, await get(id, once()));

        const same: Transcript[] = [];
        for (const [id, job] of jobs) {
          const setting = differingSetting(job, params);
          doubts.set(id, setting === undefined ? 'it may belong to another call' : `its ${setting} differs`);
          if (taken.has(id)) doubts.delete(id);
          else if (unique !== undefined && job[unique] === params[unique]) return take(job);
          else if (setting === undefined) same.push(job);
        }
        if (!sending.includes(audio_url)) {
          if (same.length === 1 && transport.aheadMs() !== undefined) return take(same[0]!);
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

/** An answer that says no left no job behind. */
const UNCLEAR = /^(timeout|protocol|server|network|aborted)$/;

/** Times in the list have no zone; they are UTC. NaN for what is no time. */
const createdMs = ({ created }: TranscriptListItem): number =>
  Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(created) ? created : `${created}Z`);

/** The failure of a submission that may have started a job: one of `doubts`, or one that was not found. */
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
