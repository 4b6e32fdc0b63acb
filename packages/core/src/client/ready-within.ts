import { isAssemblyAIError } from '../errors.ts';
import type { Transcript } from '../model.ts';
import type { Client, WaitOptions } from './types.ts';

/**
 * Waits for a transcript as long as a host's step can afford.
 *
 * @returns the finished transcript; `undefined` where it was not ready within `deadlineMs`, or no check got an answer in
 *   time
 * @throws AssemblyAIError for a job that failed, and whatever else ends the waiting
 */
export const readyWithin = (
  client: Pick<Client, 'transcripts'>,
  transcriptId: string,
  options: WaitOptions & { readonly deadlineMs: number },
): Promise<Transcript | undefined> =>
  client.transcripts
    .wait(transcriptId, options)
    .catch((thrown: unknown) =>
      isAssemblyAIError(thrown) && thrown.code === 'timeout' ? undefined : Promise.reject(thrown as Error),
    );
