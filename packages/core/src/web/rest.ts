import { type ClientOptions, createRestClient as createBareRestClient } from '../client/client.ts';
import type { RestClient } from '../client/types.ts';
import type { HostIo } from '../host-io.ts';
import { fetchIo, type FetchIoOptions } from './fetch-io.ts';

export { nearest } from '../catalogue/kit/reading/nearest.ts';
export type * from '../client/types.ts';
export { isAssemblyAIError } from '../errors.ts';
export { explain, hintOf } from '../explain.ts';
export { hostsBehind, type Region, type RegionOptions, REGIONS } from '../regions.ts';

export interface RestClientOptions extends Omit<ClientOptions, 'io' | 'apiKey'>, FetchIoOptions {
  /** Do not put it into web pages. Give browsers a temporary streaming token instead. */
  readonly apiKey: string;
  /** Overrides individual functions of the injected I/O. @default fetch and timers */
  readonly io?: Partial<HostIo> | undefined;
}

/**
 * Creates a smaller version of `createClient`, without LeMUR, the LLM Gateway and live transcription. For small bundles
 * and fast starts.
 *
 * @throws BadInputError for an invalid key, region or host.
 */
export const createRestClient = (options: RestClientOptions): RestClient => createBareRestClient(withIo(options));

/** Adds the platform's `fetch` and timers unless the caller passes others. */
export const withIo = <O extends RestClientOptions>({ io, fetch, streamUploads, ...options }: O): ClientOptions => ({
  ...options,
  io: { ...fetchIo({ fetch, streamUploads }), ...io },
});
