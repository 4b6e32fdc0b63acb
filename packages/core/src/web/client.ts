import {
  type ClientOptions,
  createClient as createBareClient,
  createRestClient as createBareRestClient,
} from '../client/client.ts';
import type { Client, RestClient } from '../client/types.ts';
import type { Hands } from '../hands.ts';
import { fetchHands, type FetchHandsOptions } from './hands.ts';

export interface WebClientOptions extends Omit<ClientOptions, 'hands' | 'apiKey'>, FetchHandsOptions {
  /** Keep it out of pages that others load: give browsers a temporary streaming token instead. */
  readonly apiKey: string;
  /** Overrides single hands. @default fetch and timers */
  readonly hands?: Partial<Hands> | undefined;
}

/**
 * A client that runs wherever there is `fetch`: browsers, workers, Deno, Bun, Node.
 *
 * @throws BadInputError for a key, region or host that cannot work.
 */
export const createClient = (options: WebClientOptions): Client => createBareClient(withHands(options));

/** The smaller part of {@link createClient}, without LeMUR and the LLM Gateway: for bundles that count bytes. */
export const createRestClient = (options: WebClientOptions): RestClient => createBareRestClient(withHands(options));

const withHands = ({ hands, fetch, streamUploads, ...options }: WebClientOptions): ClientOptions => ({
  ...options,
  hands: { ...fetchHands({ fetch, streamUploads }), ...hands },
});
