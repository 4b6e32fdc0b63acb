/**
 * The HTTP transport and the clock that a host injects.
 *
 * The core has neither, so the same code runs in an automation host, a browser and a script.
 */
export interface HostIo {
  /**
   * Sends one request and resolves with whatever came back.
   *
   * Never throws for an HTTP status. Throws only when no complete answer came back, with the cause of the
   * failure kept (`cause.code` such as `ECONNREFUSED`), and with an `AbortError` when `signal` fired.
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

/** One HTTP request, ready to be sent as it is. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute, with the query in place. */
  readonly url: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, or the bytes of an upload. */
  readonly body?: string | UploadBody;
  /** How the answer's body is wanted: read to its end, or as a stream of bytes. */
  readonly responseType: 'text' | 'stream';
  /**
   * Milliseconds after which `send` must give up, with a `TimeoutError` or whatever its host throws then: without
   * a complete answer (`text`), without the answer's headers (`stream`), without progress of an upload.
   */
  readonly timeoutMs: number;
  /** The operation on whose behalf the request goes out, such as `transcripts.get`; for logs and traces. */
  readonly operation: string;
}

/** The bytes of one upload, to be read once. Iterating them is what reports progress. */
export interface UploadBody extends AsyncIterable<Uint8Array> {
  /** Bytes in all, where known before they are read: send it as `content-length`. */
  readonly size: number | undefined;
  /** The same bytes in one piece, where the caller gave them so: for hosts that cannot send a stream. */
  readonly whole: Uint8Array | Blob | undefined;
}

/** One HTTP answer, whatever its status. */
export interface ApiResponse {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Text for `responseType: 'text'`; the bytes for `'stream'` (text where the host cannot stream). */
  readonly body: string | AsyncIterable<Uint8Array>;
}
