import { type BatchCalls, transcribeAll } from './batch/transcribe-all.ts';
import { type ClientOptions, createApiClient } from './client/client.ts';
import type { Client } from './client/types.ts';

/** Client for the whole API and for batches of recordings. */
export interface BatchClient extends Client, BatchCalls {}

/**
 * Creates a client for the whole API.
 *
 * @throws BadInputError for an invalid key, region or host.
 */
export function createClient(options: ClientOptions): BatchClient {
  const client = createApiClient(options);
  const { io } = options;
  const clock = { now: () => io.now?.() ?? Date.now(), sleep: io.sleep.bind(io) };
  return {
    ...client,
    transcribeAll: (sources, params = {}, batchOptions = {}) =>
      transcribeAll(client, sources, params, { ...batchOptions, clock }),
  };
}
