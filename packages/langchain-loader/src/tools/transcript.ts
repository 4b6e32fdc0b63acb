import type { Client, Transcript, WaitOptions } from '@aai-connectors/core';
import { PATIENCE_MS } from './options.ts';

/**
 * A transcript by the id that a model gave; one that is not ready is waited for.
 *
 * @throws AssemblyAIError for one that failed, was deleted, or is not ready within `deadlineMs` (default 10 minutes)
 */
export const transcriptById = (client: Client, id: string, options: WaitOptions): Promise<Transcript> =>
  client.resume(id, { deadlineMs: PATIENCE_MS, ...options });
