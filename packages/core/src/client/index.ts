export { type ClientOptions, createClient, createRestClient } from './client.ts';
export type { FailureEvent, Hooks, RequestEvent, ResponseEvent, RetryEvent } from './hooks.ts';
export { DEFAULT_GATEWAY_MODEL } from './lemur-over-gateway.ts';
export { DEFAULT_RETRY, type RetryPolicy } from './retry.ts';
export { audioLink } from './source.ts';
export type * from './types.ts';
export { LARGEST_UPLOAD } from './upload.ts';
export { createWatch } from './watch.ts';
export { DEFAULT_DEADLINE_MS, finished, intervalMs, isDeleted, isEnded } from './wait.ts';
