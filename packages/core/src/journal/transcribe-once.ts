import { isLink } from '../client/source.ts';
import type { RestClient, TranscribeOptions } from '../client/types.ts';
import { AbortedError, asError, BadInputError, isAssemblyAIError } from '../errors.ts';
import type { Media } from '../media.ts';
import type { Transcript } from '../model.ts';
import { metered } from '../usage/metered.ts';
import type { Usage } from '../usage/types.ts';
import type { JobClaim, JobJournal } from './journal.ts';
import { findJob } from './search.ts';

/** Milliseconds between two checks of a key that another caller holds. */
const POLL_MS = 500;

export interface TranscribeOnceOptions extends Omit<TranscribeOptions, 'beforeSubmit' | 'onSubmitted'> {
  readonly journal: JobJournal;
  /** The key of the job: always the same for the same audio, parameters and host. */
  readonly key: string;
  /** A description of the job for readers of the journal. */
  readonly label?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Counts a job that this call starts, and refuses it beyond a limit. */
  readonly usage?: Usage | undefined;
  /** Runs while another caller submits the same job. @default waits */
  readonly idle?: ((wait: Promise<void>) => Promise<void>) | undefined;
  /** Called as soon as this call has started a job. From then on, it is billed. */
  readonly onSubmitted?: ((transcriptId: string, transcript: Transcript) => void) | undefined;
  /** Called with the ID of a finished job that another call or an earlier run started. */
  readonly onResumed?: ((transcriptId: string) => void) | undefined;
}

/**
 * Like `client.transcribe`, but does not start a job that the journal knows; it waits for that job. If a process died
 * between the submission and recording the ID, it searches for the job in the list of transcripts. It starts a failed
 * job, or one whose transcript was deleted, again, because the caller wants the text of the audio.
 *
 * @throws ProtocolError with `candidateIds` if an earlier run may have started the job, but it is uncertain which one
 *   it is; BadInputError with `field: 'store'` if the journal cannot be written; BudgetError if `usage` refuses the
 *   job; and the errors of `client.transcribe`.
 */
export async function transcribeOnce(
  client: RestClient,
  source: Media,
  params: Readonly<Record<string, unknown>>,
  options: TranscribeOnceOptions,
): Promise<Transcript> {
  const { journal, key, label, now, sleep, usage, onResumed, onSubmitted, idle, ...waiting } = options;
  const { signal } = waiting;
  const pause = async (ms: number): Promise<void> => {
    const wait = sleep(ms, signal);
    await (idle === undefined ? wait : idle(wait));
  };
  /** ID of the job that failed or was deleted. */
  let lost: string | undefined;

  for (;;) {
    if (signal?.aborted === true) throw new AbortedError('The transcription was cancelled.', { cause: signal.reason });
    const { transcriptId } = await inJournal(journal.read(key));
    if (transcriptId !== undefined && transcriptId !== lost) {
      const transcript = await unlessLost(client.resume(transcriptId, waiting));
      if (transcript !== undefined) {
        onResumed?.(transcriptId);
        return transcript;
      }
      lost = transcriptId;
    }
    const claim = await inJournal(journal.claim(key, label));
    if (claim === undefined) {
      // An abort is handled at the start of the loop.
      await pause(POLL_MS).catch((error: unknown) => {
        if (signal?.aborted !== true) throw error;
      });
      continue;
    }
    const transcript = await claimed(claim);
    if (transcript !== undefined) return transcript;
  }

  /** The finished job of this call; undefined if another caller started it. */
  async function claimed(claim: JobClaim): Promise<Transcript | undefined> {
    try {
      const { transcriptId, intent } = await inJournal(journal.read(key));
      if (transcriptId !== lost) return void (await claim.release());
      if (intent !== undefined) {
        const found = await findJob(client, intent, params, { signal, now, pause });
        if (found !== undefined) return void (await inJournal(claim.started(found), found));
      }
    } catch (error) {
      await claim.release().catch(ignore);
      throw error;
    }
    return started(claim);
  }

  async function started(claim: JobClaim): Promise<Transcript | undefined> {
    let isIntended = false;
    let isLost = false;
    let recorded: Promise<void> | undefined;
    try {
      const submission: TranscribeOptions = {
        ...waiting,
        onProgress(sent, total) {
          void claim.renew().catch(ignore);
          waiting.onProgress?.(sent, total);
        },
        ...(journal.isDurable && {
          async beforeSubmit({ audio_url: audioUrl }) {
            const after = await newestOf(client, signal);
            const intent = { audioUrl, isUnique: !isLink(source), after, replaces: lost, at: now() };
            isIntended = await inJournal(claim.recordIntent(intent));
            if (isIntended) return;
            isLost = true;
            throw new AbortedError('Another process has taken over this job.');
          },
        }),
        onSubmitted(transcript) {
          const { id } = transcript;
          recorded = record(claim, id);
          recorded.catch(ignore);
          onSubmitted?.(id, transcript);
        },
      };
      const transcript = await metered({ usage, audio: source, params }, submission, (metering) =>
        client.transcribe(source, params, metering),
      );
      await recorded;
      return transcript;
    } catch (error) {
      // A job that is not recorded would be billed again.
      if (recorded !== undefined) await recorded;
      else if (isAssemblyAIError(error) && error.transcriptId !== undefined) await record(claim, error.transcriptId);
      else await claim.release({ withoutJob: isIntended && leftNoJob(error) }).catch(ignore);
      if (isLost) return undefined;
      throw error;
    }
  }

  async function record(claim: JobClaim, id: string): Promise<void> {
    await inJournal(claim.started(id), id);
    newest.set(client, id);
  }
}

/** A known transcript in the account of each client. The newer it is, the shorter a later search. */
const newest = new WeakMap<RestClient, Promise<string | undefined> | string>();

/**
 * The last job of this client, or the first of the list when it was first read. '' if the list was empty, `undefined`
 * if it could not be read.
 */
async function newestOf(client: RestClient, signal: AbortSignal | undefined): Promise<string | undefined> {
  if (!newest.has(client)) newest.set(client, firstOfList(client, signal));
  const known = await newest.get(client);
  if (known === undefined) newest.delete(client);
  return known;
}

async function firstOfList(client: RestClient, signal: AbortSignal | undefined): Promise<string | undefined> {
  try {
    const { transcripts } = await client.transcripts.list({ limit: 1 }, { signal });
    return transcripts[0]?.id ?? '';
  } catch {
    return undefined;
  }
}

/** Whether a failed call certainly started no job. If it may have, the error has candidates. */
const leftNoJob = (error: unknown): boolean => isAssemblyAIError(error) && error.candidateIds === undefined;

/** Awaits the journal. Converts a failure to an AssemblyAIError. */
async function inJournal<T>(work: Promise<T>, transcriptId?: string): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (isAssemblyAIError(cause)) throw cause;
    const { message } = asError(cause);
    const details = { field: 'store', transcriptId, cause };
    if (transcriptId === undefined)
      throw new BadInputError(`The journal failed before a job was started: ${message}.`, details);
    throw new BadInputError(`The transcript ID could not be written to the journal: ${message}.`, {
      ...details,
      hint: 'Get the transcript by its ID.',
    });
  }
}

/** A failed or deleted job is started again. */
async function unlessLost(found: Promise<Transcript>): Promise<Transcript | undefined> {
  try {
    return await found;
  } catch (error) {
    if (isAssemblyAIError(error) && (error.code === 'not_found' || error.code === 'transcript_failed'))
      return undefined;
    throw error;
  }
}

const ignore = (): void => undefined;
