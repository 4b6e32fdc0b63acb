import { createApiClient as createBareApiClient } from '../client/client.ts';
import type { Client } from '../client/types.ts';
import { type RestClientOptions, withIo } from './rest.ts';

/**
 * The whole API by requests: without live sessions, batches, and the checks of options and parameters, for bundles that
 * count bytes.
 *
 * @throws BadInputError for a key, region or host that cannot work.
 */
export const createApiClient = (options: RestClientOptions): Client => createBareApiClient(withIo(options));
