import { NodeOperationError, UserError } from 'n8n-workflow';
import { asError, AuthenticationError, isAssemblyAIError, NotFoundError } from '../core.ts';

const ADVICE =
  'The credential was probably changed while the execution waited. Select a credential of the account that started the transcript, then use Wait for Transcript with its ID.';

/**
 * Whether a credential cannot be used until a person changes something: it was deleted, or its settings are invalid. Other
 * failures to read it, such as those of n8n's database, may end by themselves.
 */
export const isUnusableCredential = (thrown: unknown): boolean =>
  thrown instanceof UserError ||
  thrown instanceof NodeOperationError ||
  (isAssemblyAIError(thrown) && !thrown.retryable);

/**
 * The failure of a job, with what to do about it if its cause can be the credential: it was accepted when the transcript
 * was started.
 */
export function withAdvice(error: unknown, transcriptId: string): unknown {
  if (!isAssemblyAIError(error)) {
    return isUnusableCredential(error)
      ? new AuthenticationError(`The credential cannot be used: ${asError(error).message}`, {
          transcriptId,
          hint: ADVICE,
        })
      : error;
  }
  const { code, message, status, requestId } = error;
  const details = { status, requestId, transcriptId, hint: ADVICE };
  if (code === 'authentication') return new AuthenticationError(message, details);
  // A transcript that was deleted has no status.
  if (code === 'not_found' && status !== undefined) return new NotFoundError(message, details);
  return code === 'bad_input' && status === undefined ? new AuthenticationError(message, details) : error;
}
