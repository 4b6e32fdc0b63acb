import type { Client } from '../../client/types.ts';
import { finished, isEnded } from '../../client/wait.ts';
import { BadInputError } from '../../errors.ts';
import type { Clock } from '../../host-io.ts';
import type { Transcript } from '../../model.ts';

/** Transcripts in memory. */
const MOST = 8;
/** Words of all transcripts in memory: about 100 MB. */
const MOST_WORDS = 400_000;
/** Milliseconds after which a transcript is read again, because it may have been deleted. */
const FRESH_MS = 10 * 60_000;

/** The transcripts that were used last. */
export interface Library {
  /**
   * @throws BadInputError if the transcript is still processing; TranscriptFailedError if it failed; NotFoundError if it does
   *   not exist or was deleted
   */
  get(transcriptId: string, signal: AbortSignal): Promise<Transcript>;
  /** Keeps a finished transcript. */
  keep(transcript: Transcript): void;
}

export function createLibrary({ transcripts }: Pick<Client, 'transcripts'>, clock: Clock): Library {
  const kept = new Map<string, { readonly transcript: Transcript; readonly at: number }>();

  function keep(transcript: Transcript): void {
    kept.delete(transcript.id);
    kept.set(transcript.id, { transcript, at: clock.now() });
    let words = 0;
    for (const known of kept.values()) words += known.transcript.words?.length ?? 0;
    for (const [id, known] of kept) {
      if (kept.size === 1 || (kept.size <= MOST && words <= MOST_WORDS)) break;
      kept.delete(id);
      words -= known.transcript.words?.length ?? 0;
    }
  }

  return {
    keep,
    async get(id, signal) {
      const known = kept.get(id);
      if (known !== undefined && clock.now() - known.at < FRESH_MS) return known.transcript;
      kept.delete(id);
      const transcript = await transcripts.get(id, { signal });
      if (!isEnded(transcript)) {
        throw new BadInputError(`Transcript ${id} is not finished: its status is ${transcript.status}.`, {
          transcriptId: id,
          hint: 'Call wait_for_transcript with this transcript_id first.',
        });
      }
      const ready = finished(transcript);
      keep(ready);
      return ready;
    },
  };
}
