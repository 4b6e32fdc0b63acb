import { AbortedError } from '../../errors.ts';
import { deferred } from '../lib/deferred.ts';
import type { Chunks } from './source.ts';

/**
 * Writes all chunks. Waits for each write only if the source can wait too. Ends the source if it stops early.
 *
 * @param over Rejects to stop, even while the source waits.
 * @throws AbortedError if `signal` is aborted; errors of the source, of `write` and of `over`.
 */
export async function copy(
  chunks: Chunks,
  write: (chunk: Uint8Array) => Promise<unknown>,
  over: Promise<never>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const stopped = deferred<never>();
  const stop = (error: unknown): void => {
    void chunks.return();
    stopped.reject(error);
  };
  const onAbort = (): void => stop(new AbortedError('Writing was cancelled.', { operation: 'streaming' }));
  const copyAll = async (): Promise<void> => {
    for await (const chunk of chunks) {
      const written = write(chunk);
      if (chunks.canWait) await written;
      else written.catch(stop);
    }
  };
  signal?.addEventListener('abort', onAbort);
  if (signal?.aborted) onAbort();
  try {
    await Promise.race([over, stopped.promise, copyAll()]);
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await chunks.return();
  }
}
