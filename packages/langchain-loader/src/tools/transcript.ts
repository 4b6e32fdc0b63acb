import type { Client, Transcript, WaitOptions } from '@aai-connectors/core';
import { PATIENCE_MS } from './options.ts';

/**
 * Gets a transcript by an ID that a model chose, and waits until it is ready.
 *
 * @throws AssemblyAIError if it failed, was deleted, or is not ready within `deadlineMs` (default 10 minutes)
 */
export const transcriptById = (client: Client, id: string, options: WaitOptions): Promise<Transcript> =>
  client.resume(id, { deadlineMs: PATIENCE_MS, ...options });
