import type { AssemblyAIError } from '../errors.ts';

/** A request, safe to log: the key, and tokens in links, are redacted. */
export interface RequestEvent {
  /** The operation that sends the request, such as `transcripts.get`. */
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

export interface ResponseEvent extends RequestEvent {
  readonly status: number;
  readonly requestId: string | undefined;
  /** Milliseconds from sending the request to the end of the response (for a stream, to its headers). */
  readonly durationMs: number;
}

/** A request without a response, or with a response that could not be read. */
export interface FailureEvent extends RequestEvent {
  readonly error: AssemblyAIError;
}

export interface RetryEvent extends RequestEvent {
  /** The error that causes the retry. */
  readonly error: AssemblyAIError;
  /** Milliseconds until the retry. */
  readonly delayMs: number;
}

/** Callbacks for logs and traces. Errors that a hook throws are ignored, so logging never affects a request. */
export interface Hooks {
  onRequest?(event: RequestEvent): void;
  /** Called for each response, whatever its status. */
  onResponse?(event: ResponseEvent): void;
  onFailure?(event: FailureEvent): void;
  onRetry?(event: RetryEvent): void;
}

/** Calls a hook, and ignores the errors that it throws. */
export function notify<E>(hook: ((event: E) => void) | undefined, event: E): void {
  try {
    hook?.(event);
  } catch {
    // A hook must not affect the request.
  }
}
