import { isAssemblyAIError, NotFoundError } from './errors.ts';

/** Whether only the emptied record of a transcript is left. Contract: `rest.md` section 8, `rest-supplement.md` section 2. */
export const isDeleted = ({ audio_url }: { readonly audio_url?: unknown }): boolean =>
  audio_url === 'http://deleted_by_user';

/**
 * Returns the transcript as it is. A deleted one still reads as completed, with a notice as its text.
 *
 * @throws NotFoundError with `transcriptId` for a deleted transcript
 */
export function notDeleted<T extends { readonly id: string; readonly audio_url?: unknown }>(transcript: T): T {
  if (!isDeleted(transcript)) return transcript;
  throw new NotFoundError(`Transcript ${transcript.id} was deleted, so it has no text.`, {
    transcriptId: transcript.id,
    hint: 'Transcribe the recording again.',
  });
}

/** Whether {@link notDeleted} threw it: the service still has the record, so the error carries no status. */
export const isDeletedError = (thrown: unknown): boolean =>
  isAssemblyAIError(thrown) && thrown.code === 'not_found' && thrown.status === undefined;
