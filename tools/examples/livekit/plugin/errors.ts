import { APIConnectionError, APIStatusError, APITimeoutError } from '@livekit/agents';
import { failureOf } from '../failures.ts';

/** The error as LiveKit expects it: it runs a stream again only after its own errors. */
export function apiErrorOf(error: unknown): unknown {
  const failure = failureOf(error);
  if (failure === undefined) return error;
  const { kind, message, retryable, statusCode, requestId, body } = failure;
  switch (kind) {
    case 'status':
      return new APIStatusError({ message, options: { statusCode, requestId, body, retryable } });
    case 'timeout':
      return new APITimeoutError({ message, options: { retryable } });
    case 'connection':
      return new APIConnectionError({ message, options: { retryable } });
    default:
      return kind satisfies never;
  }
}
