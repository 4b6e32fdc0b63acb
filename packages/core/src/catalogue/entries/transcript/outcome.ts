import { notify } from '../../../client/hooks.ts';
import { finished, isEnded } from '../../../client/wait.ts';
import type { Transcript } from '../../../model.ts';
import type { RunContext } from '../../kit/entry.ts';

/**
 * Checks a job once. Resolves with the transcript if it is finished, with `undefined` if not.
 *
 * @throws TranscriptFailedError with the reason that the service gives, NotFoundError if the transcript was deleted.
 *   Contract: `rest.md` 5.1 and 8.
 */
export async function outcomeOf(
  { client, signal, onStatus }: Omit<RunContext<unknown>, 'input'>,
  transcriptId: string,
): Promise<Transcript | undefined> {
  const transcript = await client.transcripts.get(transcriptId, { signal });
  if (isEnded(transcript)) return finished(transcript);
  notify(onStatus, transcript);
  return undefined;
}
