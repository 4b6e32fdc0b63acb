/**
 * The codes of all errors. The list is closed, so a host handles it in one `switch` that ends in `error.code satisfies
 * never`.
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

/** A problem with the input. */
export interface Problem {
  /** The API's name of the field, such as `speakers_expected`. Absent if no single field causes the problem. */
  readonly field?: string;
  /** One sentence. Names the field by its label in a form, and by its API name in code. */
  readonly message: string;
}

/** A billed job of a batch whose result was not read. */
export interface UnfinishedJob {
  /** Name of the source. */
  readonly source: string;
  readonly transcriptId: string;
}

/** Details of a failure. */
export interface ErrorDetails {
  /** What to do next, in one sentence. */
  readonly hint?: string | undefined;
  /** HTTP status. Absent if no response arrived. */
  readonly status?: number | undefined;
  /** AssemblyAI's ID of the failed request. Quote it when you contact support. */
  readonly requestId?: string | undefined;
  /** Whether the same call may succeed later without changes. */
  readonly retryable?: boolean | undefined;
  /** Whether the service may have processed the request although the call failed. */
  readonly landed?: boolean | undefined;
  /** How many times the request was sent. */
  readonly attempts?: number | undefined;
  /**
   * The transcript that the error is about. Present after every failure that follows a submission: the job is billed.
   */
  readonly transcriptId?: string | undefined;
  /** Transcripts that a failed submission may have started, if that is uncertain. */
  readonly candidateIds?: readonly string[] | undefined;
  /** Milliseconds to wait before the next attempt, if the server sent a delay. */
  readonly retryAfterMs?: number | undefined;
  /** The field that causes the error. */
  readonly field?: string | undefined;
  /** All problems with the input. @default the message, if `field` is set */
  readonly problems?: readonly Problem[] | undefined;
  /** The operation that failed, such as `transcripts.get`. */
  readonly operation?: string | undefined;
  /** WebSocket close code of a streaming connection that ended. */
  readonly closeCode?: number | undefined;
  /** Close reason that the service sent. */
  readonly closeReason?: string | undefined;
  /** ID of the streaming session. Quote it when you contact support. */
  readonly sessionId?: string | undefined;
  /** The source of a batch that the error is about. */
  readonly source?: string | undefined;
  /** Other billed jobs of a batch that ended early, whose results were not read. */
  readonly unfinished?: readonly UnfinishedJob[] | undefined;
  readonly cause?: unknown;
}

/** Codes of failures that may be temporary. */
const TEMPORARY = /^(rate_limited|server|network|timeout)$/;

/** Maximum bytes of a message. Keeps a web page or a thousand problems out of the logs. */
const LONGEST_MESSAGE = 1_000;

/** Truncates a text that is too long, between two characters. */
export function shortened(text: string, mostBytes = LONGEST_MESSAGE): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(mostBytes));
  return read < text.length ? `${text.slice(0, read)}…` : text;
}

const BRAND = Symbol.for('@aai-connectors/core/error');

/**
 * The base class of all errors. Check errors with {@link isAssemblyAIError} and `code`: `instanceof` fails if a host
 * loads two copies of the package.
 *
 * `message` says what happened, in the service's words if it sent any. It never contains the API key and has at most 1
 * KB.
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
    super(shortened(message), cause === undefined ? undefined : { cause });
    const { field } = known;
    Object.assign(this, known, {
      name: nameOf(code),
      code,
      retryable: known.retryable ?? TEMPORARY.test(code),
      problems: known.problems ?? (field ? [{ field, message: this.message }] : []),
    });
  }

  /** Everything that is safe to log or store: all but the stack and the cause. */
  toJSON(): Record<string, unknown> {
    return { ...(this as object), message: this.message };
  }
}

/** Minifiers rename classes, so the name comes from the code: `bad_input` is always a `BadInputError`. */
const nameOf = (code: ErrorCode): string =>
  `${code.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Error`;

/** Creates the error class of one code. */
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

/** The input is invalid. Rejected before anything was sent, or by the API with a 4xx (then `status` is set). */
export class BadInputError extends /* @__PURE__ */ withCode('bad_input') {}

/** The API key is missing, invalid, or lacks the permission. */
export class AuthenticationError extends /* @__PURE__ */ withCode('authentication') {}

/** The transcript, response or endpoint does not exist. */
export class NotFoundError extends /* @__PURE__ */ withCode('not_found') {}

/** Too many requests, even after the client's retries. `retryAfterMs` is the time to wait, if the server sent one. */
export class RateLimitedError extends /* @__PURE__ */ withCode('rate_limited') {}

/** The service failed (5xx). */
export class ServerError extends /* @__PURE__ */ withCode('server') {}

/** No complete response arrived: the connection failed or broke. */
export class NetworkError extends /* @__PURE__ */ withCode('network') {}

/** A time limit passed: that of one request, or of waiting for a transcript. */
export class TimeoutError extends /* @__PURE__ */ withCode('timeout') {}

/** The caller's `AbortSignal` fired. */
export class AbortedError extends /* @__PURE__ */ withCode('aborted') {}

/** The transcription failed: the API returned 200 with `status: "error"`. `message` is the API's reason. */
export class TranscriptFailedError extends /* @__PURE__ */ withCode('transcript_failed') {}

/** The response violates the API's contract: it is not JSON, is a web page, or lacks an ID. */
export class ProtocolError extends /* @__PURE__ */ withCode('protocol') {}

/** Creates a BadInputError about one field. */
export const badInput = (field: string, message: string, hint?: string): BadInputError =>
  new BadInputError(message, { field, hint });

/** Whether `error` is an AssemblyAIError, even one from another copy of this package. */
export const isAssemblyAIError = (error: unknown): error is AssemblyAIError =>
  (Object(error) as Partial<AssemblyAIError>)[BRAND] === true;

/** Converts a thrown value to an Error. A value that is not an Error becomes the message. */
export const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

/** Adds details that only the caller knows, such as the transcript ID. Existing details are kept. */
export function withDetails(error: AssemblyAIError, details: ErrorDetails): AssemblyAIError {
  for (const [name, value] of Object.entries(details)) {
    Object.assign(error, { [name]: error[name as keyof ErrorDetails] ?? (value as unknown) });
  }
  return error;
}
