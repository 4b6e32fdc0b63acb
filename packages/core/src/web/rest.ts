import { type ClientOptions, createRestClient as createBareRestClient } from '../client/client.ts';
import type { RestClient } from '../client/types.ts';
import type { Hands } from '../hands.ts';
import { fetchHands, type FetchHandsOptions } from './hands.ts';

export { nearest } from '../catalogue/kit/reading/nearest.ts';
export type * from '../client/types.ts';
export { isAssemblyAIError } from '../errors.ts';
export { explain, hintOf } from '../explain.ts';
export { hostsBehind, type Region, type RegionOptions, REGIONS } from '../regions.ts';

export interface RestClientOptions extends Omit<ClientOptions, 'hands' | 'apiKey'>, FetchHandsOptions {
  /** Keep it out of pages that others load: give browsers a temporary streaming token instead. */
  readonly apiKey: string;
  /** Overrides single hands. @default fetch and timers */
  readonly hands?: Partial<Hands> | undefined;
}

/**
 * The smaller part of `createClient`, without LeMUR, the LLM Gateway and live transcription: for bundles that count
 * bytes, and for programs that must start fast.
 *
 * @throws BadInputError for a key, region or host that cannot work.
 */
export const createRestClient = (options: RestClientOptions): RestClient => createBareRestClient(withHands(options));

/** The platform's own `fetch` and timers, where the caller gives no other. */
export const withHands = <O extends RestClientOptions>({
  hands,
  fetch,
  streamUploads,
  ...options
}: O): ClientOptions => ({
  ...options,
  hands: { ...fetchHands({ fetch, streamUploads }), ...hands },
});
