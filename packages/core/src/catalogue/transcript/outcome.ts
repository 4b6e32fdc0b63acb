import type { Client } from '../../client/types.ts';
import { TranscriptFailedError } from '../../errors.ts';
import type { Transcript } from '../../model.ts';

/**
 * One look at a job: the transcript once it is finished.
 *
 * @throws TranscriptFailedError with the service's own reason. Contract: `rest.md` 5.1.
 */
export async function outcomeOf(
  client: Client,
  transcriptId: string,
  signal: AbortSignal | undefined,
): Promise<Transcript | undefined> {
  const transcript = await client.transcripts.get(transcriptId, { signal });
  if (transcript.status === 'completed') return transcript;
  if (transcript.status !== 'error') return undefined;
  const reason =
    typeof transcript.error === 'string' && transcript.error !== '' ? transcript.error : 'The transcription failed.';
  throw new TranscriptFailedError(reason, { transcriptId });
}
