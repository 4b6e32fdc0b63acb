import { createApiClient as createBareApiClient } from '../client/client.ts';
import type { Client } from '../client/types.ts';
import { type RestClientOptions, withIo } from './rest.ts';

/**
 * Creates a client for all requests of the API, without live sessions, batches, and checks of options and parameters.
 * For small bundles.
 *
 * @throws BadInputError for an invalid key, region or host.
 */
export const createApiClient = (options: RestClientOptions): Client => createBareApiClient(withIo(options));
