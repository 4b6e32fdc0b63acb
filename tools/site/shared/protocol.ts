/** The messages between the page and its local server. The page never sees an API key again after it was sent. */

/** What transcribes. */
export interface ServiceInfo {
  readonly kind: 'stand-in' | 'assemblyai';
  readonly region: 'us' | 'eu';
  /** Base URL of live sessions. */
  readonly streamingUrl: string;
}

/** Body of `POST /api/key`. */
export interface KeyRequest {
  readonly apiKey: string;
  readonly region: 'us' | 'eu';
}

/** Body of every response with an error status, and part of a failed job's last message. */
export interface Failure {
  /** What happened and what to do, in one line. */
  readonly message: string;
  readonly code: string;
  readonly transcriptId?: string | undefined;
}

/** One line of the response to `POST /api/transcripts`, which is JSON lines. */
export type JobEvent<T> =
  | { readonly type: 'uploaded' }
  | { readonly type: 'submitted'; readonly transcriptId: string }
  | { readonly type: 'status'; readonly status: string }
  | { readonly type: 'completed'; readonly transcript: T }
  | ({ readonly type: 'failed' } & Failure);

export const ROUTES = {
  service: 'api/service',
  key: 'api/key',
  transcripts: 'api/transcripts',
  token: 'api/streaming-token',
} as const;

/** Every request that changes something carries this header, which other sites cannot send. */
export const REQUEST_HEADER = 'x-gallery';
