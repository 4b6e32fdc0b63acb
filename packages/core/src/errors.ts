/**
 * Every way the suite can fail. Closed: a host translates it in one `switch` that ends in
 * `error.code satisfies never`.
 */
export type ErrorCode =
  | 'bad_input'
  | 'authentication'
  | 'not_found'
  | 'rate_limited'
  | 'server'
  | 'network'
  | 'timeout'
  | 'aborted'
  | 'transcript_failed'
  | 'protocol';

/** One thing that is wrong with the input. */
export interface Problem {
  /** The field's own name, such as `speakers_expected`; absent when no single field is to blame. */
  readonly field?: string;
  /** One sentence in the words of the form. */
  readonly message: string;
}

/** A job of a batch that is billed although nobody received its result. */
export interface UnfinishedJob {
  /** Name of the source. */
  readonly source: string;
  readonly transcriptId: string;
}

/** What is known about a failure. */
export interface ErrorDetails {
  /** What to do about it, in one sentence. */
  readonly hint?: string | undefined;
  /** HTTP status, where an answer came back. */
  readonly status?: number | undefined;
  /** The vendor's id of the failed request, to quote to its support. */
  readonly requestId?: string | undefined;
  /** Whether the same call may succeed later, unchanged. */
  readonly retryable?: boolean | undefined;
  /** Whether the request may have been carried out although it failed. */
  readonly landed?: boolean | undefined;
  /** How many times the request was sent. */
  readonly attempts?: number | undefined;
  /** The transcript this is about. Present after every failure that follows a submission: the job is paid for. */
  readonly transcriptId?: string | undefined;
  /** Transcripts of which a failed submission may have started one, if that is not certain. */
  readonly candidateIds?: readonly string[] | undefined;
  /** Milliseconds to wait before asking again, where the server said so. */
  readonly retryAfterMs?: number | undefined;
  /** The field to blame. */
  readonly field?: string | undefined;
  /** Everything that is wrong with the input, one entry each. */
  readonly problems?: readonly Problem[] | undefined;
  /** The operation that failed, such as `transcripts.get`. */
  readonly operation?: string | undefined;
  /** Why a streaming connection ended: the WebSocket's code. */
  readonly closeCode?: number | undefined;
  /** Why a streaming connection ended, in the service's words. */
  readonly closeReason?: string | undefined;
  /** The streaming session this is about, to quote to the vendor's support. */
  readonly sessionId?: string | undefined;
  /** The source of a batch that this is about. */
  readonly source?: string | undefined;
  /** The other billed jobs of a batch that ended early, and whose results were not read. */
  readonly unfinished?: readonly UnfinishedJob[] | undefined;
  readonly cause?: unknown;
}

/** What may be over in a moment. */
const PASSING = /^(rate_limited|server|network|timeout)$/;

const BRAND = Symbol.for('@aai-connectors/core/error');

/**
 * The one family of errors. Tell members apart by {@link isAssemblyAIError} and `code`; `instanceof` fails
 * where two copies of the package meet in one host.
 *
 * `message` says what happened, in the service's own words where there are any. It never holds the API key.
 */
export class AssemblyAIError extends Error {
  readonly [BRAND] = true;
  declare readonly code: ErrorCode;
  declare readonly retryable: boolean;
  declare readonly problems: readonly Problem[];
  declare readonly hint: string | undefined;
  declare readonly status: number | undefined;
  declare readonly requestId: string | undefined;
  declare readonly landed: boolean | undefined;
  declare readonly attempts: number | undefined;
  declare readonly transcriptId: string | undefined;
  declare readonly candidateIds: readonly string[] | undefined;
  declare readonly retryAfterMs: number | undefined;
  declare readonly field: string | undefined;
  declare readonly operation: string | undefined;
  declare readonly closeCode: number | undefined;
  declare readonly closeReason: string | undefined;
  declare readonly sessionId: string | undefined;
  declare readonly source: string | undefined;
  declare readonly unfinished: readonly UnfinishedJob[] | undefined;

  constructor(code: ErrorCode, message: string, { cause, ...known }: ErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, known, {
      name: nameOf(code),
      code,
      retryable: known.retryable ?? PASSING.test(code),
      problems: known.problems ?? [],
    });
  }

  /** What may be logged or kept: everything but the stack and the cause. */
  toJSON(): Record<string, unknown> {
    return { ...(this as object), message: this.message };
  }
}

/** Minifiers rename classes; `bad_input` is always a `BadInputError`. */
const nameOf = (code: ErrorCode): string =>
  `${code.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Error`;

/** The class of the members of the family that have this code. */
function withCode<C extends ErrorCode>(
  code: C,
): new (message: string, details?: ErrorDetails) => AssemblyAIError & { readonly code: C } {
  return class extends AssemblyAIError {
    declare readonly code: C;
    constructor(message: string, details?: ErrorDetails) {
      super(code, message, details);
    }
  };
}

/** The input is wrong. Refused here before anything was sent, or by the API with a 4xx (`status` is set). */
export class BadInputError extends withCode('bad_input') {}

/** The API key is missing, wrong, or not allowed to do this. */
export class AuthenticationError extends withCode('authentication') {}

/** There is no such transcript, response or endpoint. */
export class NotFoundError extends withCode('not_found') {}

/** Too many requests, and the client's own repeats did not help. `retryAfterMs` says how long to wait. */
export class RateLimitedError extends withCode('rate_limited') {}

/** The service failed (5xx). */
export class ServerError extends withCode('server') {}

/** No complete answer came back: no connection, or it broke. */
export class NetworkError extends withCode('network') {}

/** A deadline passed: of one request, or of waiting for a transcript. */
export class TimeoutError extends withCode('timeout') {}

/** The caller's `AbortSignal` fired. */
export class AbortedError extends withCode('aborted') {}

/** The job itself failed: the API answered 200 with `status: "error"`. `message` is the vendor's reason. */
export class TranscriptFailedError extends withCode('transcript_failed') {}

/** An answer came back that the contract does not allow: not JSON, a web page, a missing id. */
export class ProtocolError extends withCode('protocol') {}

/** A refusal that blames one field, before anything was sent. */
export const badInput = (field: string, message: string, hint?: string): BadInputError =>
  new BadInputError(message, { field, hint });

/** Whether `error` is an AssemblyAIError, also when another copy of this package made it. */
export const isAssemblyAIError = (error: unknown): error is AssemblyAIError =>
  (Object(error) as Partial<AssemblyAIError>)[BRAND] === true;

/** What was thrown, as an error: most is one; anything else becomes the message of one. */
export const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

/** The same error with facts added that only its caller knows, such as the transcript id. Known facts are kept. */
export function withDetails(error: AssemblyAIError, details: ErrorDetails): AssemblyAIError {
  for (const [name, value] of Object.entries(details)) {
    Object.assign(error, { [name]: error[name as keyof ErrorDetails] ?? (value as unknown) });
  }
  return error;
}
