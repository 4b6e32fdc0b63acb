import type { Client } from '../../../client/types.ts';
import { finished, isEnded } from '../../../client/wait.ts';
import type { Transcript } from '../../../model.ts';

/**
 * One look at a job: the transcript once it is finished.
 *
 * @throws TranscriptFailedError with the service's own reason, NotFoundError for a transcript that was deleted.
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
