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
  /** Keep it out of pages that others load: give browsers a temporary streaming token instead. */
  readonly apiKey: string;
  /** Overrides single functions of the injected I/O. @default fetch and timers */
  readonly io?: Partial<HostIo> | undefined;
}

/**
 * The smaller part of `createClient`, without LeMUR, the LLM Gateway and live transcription: for bundles that count
 * bytes, and for programs that must start fast.
 *
 * @throws BadInputError for a key, region or host that cannot work.
 */
export const createRestClient = (options: RestClientOptions): RestClient => createBareRestClient(withIo(options));

/** The platform's own `fetch` and timers, where the caller gives no other. */
export const withIo = <O extends RestClientOptions>({ io, fetch, streamUploads, ...options }: O): ClientOptions => ({
  ...options,
  io: { ...fetchIo({ fetch, streamUploads }), ...io },
});
