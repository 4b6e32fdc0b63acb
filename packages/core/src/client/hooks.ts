import type { AssemblyAIError } from '../errors.ts';

/** A request as it may be logged: the key and the tokens in links are blanked out. */
export interface RequestEvent {
  /** The operation on whose behalf it goes out, such as `transcripts.get`. */
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** 1 for the first time it is sent. */
  readonly attempt: number;
}

export interface ResponseEvent extends RequestEvent {
  readonly status: number;
  readonly requestId: string | undefined;
  /** Milliseconds from sending to the end of the answer (to its headers, for a stream). */
  readonly durationMs: number;
}

/** A request that no answer came to, or whose answer could not be read. */
export interface FailureEvent extends RequestEvent {
  readonly error: AssemblyAIError;
}

export interface RetryEvent extends RequestEvent {
  /** Why it is sent again. */
  readonly error: AssemblyAIError;
  /** Milliseconds until then. */
  readonly delayMs: number;
}

/**
 * For logs and traces. What a hook throws is ignored: watching must not change what is watched.
 */
export interface Hooks {
  onRequest?(event: RequestEvent): void;
  /** An answer has come, whatever its status. */
  onResponse?(event: ResponseEvent): void;
  onFailure?(event: FailureEvent): void;
  onRetry?(event: RetryEvent): void;
}

export function tell<E>(hook: ((event: E) => void) | undefined, event: E): void {
  try {
    hook?.(event);
  } catch {
    // See Hooks.
  }
}
