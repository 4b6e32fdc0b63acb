import { isAssemblyAIError } from '../errors.ts';
import type { Media } from '../media.ts';
import type { Transcript } from '../model.ts';
import type { Usage } from './types.ts';

interface Metering {
  readonly onSubmitted?: ((transcript: Transcript) => void) | undefined;
}

/**
 * Runs a transcription within a usage: reserves its estimate before `run`, and counts its usage afterwards.
 *
 * @param run starts the job with the given options and waits for it
 * @throws BudgetError if the usage refuses the job, and the errors of `run`
 */
export async function metered<O extends Metering, T extends Transcript>(
  {
    usage,
    audio,
    params,
  }: {
    readonly usage: Usage | undefined;
    readonly audio: Media;
    readonly params: Readonly<Record<string, unknown>>;
  },
  options: O,
  run: (options: O) => Promise<T>,
): Promise<T> {
  if (usage === undefined) return run(options);
  const reservation = await usage.reserve(audio, params);
  let submittedId: string | undefined;
  try {
    const transcript = await run({
      ...options,
      onSubmitted(job: Transcript) {
        submittedId = job.id;
        options.onSubmitted?.(job);
      },
    });
    reservation.commit(transcript);
    return transcript;
  } catch (error) {
    const known = isAssemblyAIError(error) ? error : undefined;
    const transcriptId = known?.transcriptId ?? submittedId;
    if (known?.code === 'transcript_failed') reservation.release({ failed: true });
    else if (transcriptId !== undefined || known?.candidateIds !== undefined) reservation.leaveOpen(transcriptId);
    else reservation.release();
    throw error;
  }
}
