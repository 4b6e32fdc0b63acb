/**
 * The HTTP transport and the clock that a host injects.
 *
 * The core has neither, so the same code runs in an automation host, a browser and a script.
 */
export interface HostIo {
  /**
   * Sends one request and resolves with the response.
   *
   * Never throws for an HTTP status. Throws only if no complete response arrived, and keeps the cause of the failure
   * (`cause.code` such as `ECONNREFUSED`). Throws an `AbortError` when `signal` fires.
   */
  send(request: ApiRequest, signal?: AbortSignal): Promise<ApiResponse>;

  /** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as `signal` fires. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;

  /** Milliseconds since the epoch. @default Date.now */
  now?(): number;

  /** A number in [0, 1). @default Math.random */
  random?(): number;
}

/** The clock of a client. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as `signal` fires. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** One HTTP request, to be sent without changes. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute URL, including the query. */
  readonly url: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, or the bytes of an upload. */
  readonly body?: string | UploadBody;
  /** How to return the response body: read to its end, or as a stream of bytes. */
  readonly responseType: 'text' | 'stream';
  /**
   * Milliseconds after which `send` must give up, with a `TimeoutError` or the timeout error of its host: without a
   * complete response (`text`), without the response headers (`stream`), or without progress of an upload.
   */
  readonly timeoutMs: number;
  /** The operation that sends the request, such as `transcripts.get`. For logs and traces. */
  readonly operation: string;
}

/** The bytes of one upload. They can be read once. Reading them reports the progress. */
export interface UploadBody extends AsyncIterable<Uint8Array> {
  /** Total bytes, if known before they are read: sent as `content-length`. */
  readonly size: number | undefined;
  /** The same bytes as one block, if the caller passed one. For hosts that cannot send a stream. */
  readonly whole: Uint8Array | Blob | undefined;
}

/** One HTTP response of any status. */
export interface ApiResponse {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Text for `responseType: 'text'`. Bytes for `'stream'`, or text if the host cannot stream. */
  readonly body: string | AsyncIterable<Uint8Array>;
}
