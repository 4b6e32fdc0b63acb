import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** How n8n pauses a node that calls `sleep`. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** Replaces the `sleep` that n8n gives to all nodes of this process. @returns what restores it */
export function replaceSleep(sleep: Sleep): () => void {
  const fromWorkflow = createRequire(require.resolve('n8n-workflow'));
  const shared = fromWorkflow('@n8n/utils/sleep') as { sleep: Sleep };
  const { sleep: original } = shared;
  shared.sleep = sleep;
  return () => void (shared.sleep = original);
}
