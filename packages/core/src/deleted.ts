import { isAssemblyAIError, NotFoundError } from './errors.ts';

/**
 * Whether the transcript was deleted, so that only its empty record is left. Contract: `rest.md` section 8,
 * `rest-supplement.md` section 2.
 */
export const isDeleted = ({ audio_url }: { readonly audio_url?: unknown }): boolean =>
  audio_url === 'http://deleted_by_user';

/**
 * Returns the transcript if it was not deleted. The API reports a deleted one as completed, with a notice as its text.
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

/** Whether {@link notDeleted} threw the error. It has no HTTP status, because the service still has the record. */
export const isDeletedError = (thrown: unknown): boolean =>
  isAssemblyAIError(thrown) && thrown.code === 'not_found' && thrown.status === undefined;
