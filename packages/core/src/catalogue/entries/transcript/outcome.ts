import type { Client } from '../../../client/types.ts';
import { finished, isEnded } from '../../../client/wait.ts';
import type { Transcript } from '../../../model.ts';

/**
 * Checks a job once. Resolves with the transcript if it is finished, with `undefined` if not.
 *
 * @throws TranscriptFailedError with the reason that the service gives, NotFoundError if the transcript was deleted.
 *   Contract: `rest.md` 5.1 and 8.
 */
export async function outcomeOf(
  client: Client,
  transcriptId: string,
  signal: AbortSignal | undefined,
): Promise<Transcript | undefined> {
  const transcript = await client.transcripts.get(transcriptId, { signal });
  return isEnded(transcript) ? finished(transcript) : undefined;
}
