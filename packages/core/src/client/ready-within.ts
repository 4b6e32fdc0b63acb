import { isAssemblyAIError } from '../errors.ts';
import type { Transcript } from '../model.ts';
import type { Client, WaitOptions } from './types.ts';

/**
 * Waits for a transcript within the time limit of a step.
 *
 * @returns the finished transcript; `undefined` if it was not ready within `deadlineMs`, or if no check got a response
 *   in time
 * @throws AssemblyAIError for a failed job, and for any other error that ends the wait
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
