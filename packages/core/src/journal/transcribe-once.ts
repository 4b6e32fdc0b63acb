import { isLink } from '../client/source.ts';
import type { RestClient, TranscribeOptions } from '../client/types.ts';
import { AbortedError, asError, BadInputError, isAssemblyAIError } from '../errors.ts';
import type { Media } from '../media.ts';
import type { Transcript } from '../model.ts';
import { metered } from '../usage/metered.ts';
import type { Usage } from '../usage/types.ts';
import type { JobClaim, JobJournal } from './journal.ts';
import { findJob } from './search.ts';

/** Milliseconds between two checks of a key that somebody else works on. */
const POLL_MS = 500;

export interface TranscribeOnceOptions extends Omit<TranscribeOptions, 'beforeSubmit' | 'onSubmitted'> {
  readonly journal: JobJournal;
  /** The same for the same audio, parameters and host, every time. */
  readonly key: string;
  /** What the job is about, for people who read the journal. */
  readonly label?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Counts a job that this call starts, and refuses it beyond a limit. */
  readonly usage?: Usage | undefined;
  /** What is done while somebody else submits the same job. @default waits */
  readonly idle?: ((wait: Promise<void>) => Promise<void>) | undefined;
  /** Called as soon as this call has started a job: from here on it is billed. */
  readonly onSubmitted?: ((transcriptId: string) => void) | undefined;
  /** Called with the finished job that an earlier or another call has started. */
  readonly onResumed?: ((transcriptId: string) => void) | undefined;
}

/**
 * As `client.transcribe`, but a job that the journal knows is not started again: it is waited for. If a process died
 * between its submission and the ID, the job is searched for in the list of transcripts. A job that failed, or whose
 * transcript was deleted, is started again: whoever names audio, not a transcript, wants its text.
 *
 * @throws ProtocolError with `candidateIds` if an earlier run may have started the job, but it is not certain which one it
 *   is; BadInputError with `field: 'store'` if the journal cannot be written; BudgetError if `usage` refuses the
 *   job; else what `client.transcribe` throws.
 */
export async function transcribeOnce(
  client: RestClient,
  source: Media,
  params: Readonly<Record<string, unknown>>,
  options: TranscribeOnceOptions,
): Promise<Transcript> {
  const { journal, key, label, now, sleep, usage, onResumed, onSubmitted, idle, ...waiting } = options;
  const { signal } = waiting;
  const rest = async (ms: number): Promise<void> => {
    const wait = sleep(ms, signal);
    await (idle === undefined ? wait : idle(wait));
  };
  /** The job that failed or was deleted. */
  let lost: string | undefined;

  for (;;) {
    if (signal?.aborted === true) throw new AbortedError('The transcription was stopped.', { cause: signal.reason });
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
      // Whoever stops the call learns it above.
      await rest(POLL_MS).catch((error: unknown) => {
        if (signal?.aborted !== true) throw error;
      });
      continue;
    }
    const transcript = await claimed(claim);
    if (transcript !== undefined) return transcript;
  }

  /** The finished job of this call; nothing if another one has started it. */
  async function claimed(claim: JobClaim): Promise<Transcript | undefined> {
    try {
      const { transcriptId, intent } = await inJournal(journal.read(key));
      if (transcriptId !== lost) return void (await claim.release());
      if (intent !== undefined) {
        const found = await findJob(client, intent, params, { signal, now, rest });
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
    let written: Promise<void> | undefined;
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
            isIntended = await inJournal(claim.intend(intent));
            if (isIntended) return;
            isLost = true;
            throw new AbortedError('Another process has taken this job over.');
          },
        }),
        onSubmitted({ id }) {
          written = keep(claim, id);
          written.catch(ignore);
          onSubmitted?.(id);
        },
      };
      const transcript = await metered({ usage, audio: source, params }, submission, (metering) =>
        client.transcribe(source, params, metering),
      );
      await written;
      return transcript;
    } catch (error) {
      // A job that is not written down would be billed again.
      if (written !== undefined) await written;
      else if (isAssemblyAIError(error) && error.transcriptId !== undefined) await keep(claim, error.transcriptId);
      else await claim.release({ withoutJob: isIntended && leftNoJob(error) }).catch(ignore);
      if (isLost) return undefined;
      throw error;
    }
  }

  async function keep(claim: JobClaim, id: string): Promise<void> {
    await inJournal(claim.started(id), id);
    newest.set(client, id);
  }
}

/** A transcript of each client's account that exists: the newer, the less has to be read in search of a later one. */
const newest = new WeakMap<RestClient, Promise<string | undefined> | string>();

/**
 * The last job of this client, else the first of the list when it was first asked for. '' if that was empty, `undefined`
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

/** Whether a failed call certainly started no job: an error in doubt names what it may have started. */
const leftNoJob = (error: unknown): boolean => isAssemblyAIError(error) && error.candidateIds === undefined;

/** What the journal does; a failure becomes an AssemblyAIError. */
async function inJournal<T>(work: Promise<T>, transcriptId?: string): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (isAssemblyAIError(cause)) throw cause;
    const { message } = asError(cause);
    const details = { field: 'store', transcriptId, cause };
    if (transcriptId === undefined)
      throw new BadInputError(`The store failed before a job was started: ${message}.`, details);
    throw new BadInputError(`The store could not remember this transcript: ${message}.`, {
      ...details,
      hint: 'Load it by its id',
    });
  }
}

/** A job that failed, or that was deleted, is worth another one. */
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
