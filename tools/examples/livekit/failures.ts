import { explain, isAssemblyAIError } from '@aai-connectors/core/streaming';

/** The data of one of LiveKit's errors: `APIStatusError`, `APIConnectionError` or `APITimeoutError`. */
export interface Failure {
  readonly kind: 'status' | 'connection' | 'timeout';
  /** What happened and what to do. Never contains the API key. */
  readonly message: string;
  /** Whether another attempt may succeed. LiveKit then runs the stream again. */
  readonly retryable: boolean;
  /** HTTP status; for the closing of a connection, the status with the same meaning. */
  readonly statusCode: number;
  readonly requestId: string | null;
  /** Everything that is known and safe to log, such as the close code and the session's ID. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Statuses for errors that have none. LiveKit never retries 4xx, except 408, 429 and 499. */
const STATUSES = {
  bad_input: 400,
  authentication: 401,
  not_found: 404,
  rate_limited: 429,
  server: 500,
} as const satisfies Readonly<Record<string, number>>;

/** Describes an error of the core for LiveKit. Undefined for other errors, which are left unchanged. */
export function failureOf(error: unknown): Failure | undefined {
  if (!isAssemblyAIError(error)) return undefined;
  const { code, status, requestId, sessionId, retryable } = error;
  const { stack: _, ...body } = error.toJSON();
  const known = { message: explain(error), retryable, requestId: requestId ?? sessionId ?? null, body };
  switch (code) {
    case 'bad_input':
    case 'authentication':
    case 'not_found':
    case 'rate_limited':
    case 'server':
      return { ...known, kind: 'status', statusCode: status ?? STATUSES[code] };
    case 'timeout':
      return { ...known, kind: 'timeout', statusCode: status ?? 408 };
    case 'network':
    case 'aborted':
    case 'transcript_failed':
    case 'protocol':
      return { ...known, kind: 'connection', statusCode: status ?? -1 };
    default:
      return code satisfies never;
  }
}
