import { type AnyInput, type AnyJob, type Client, isAssemblyAIError } from '../core.ts';

/** What a check of a job found. */
export type Check =
  | { readonly state: 'done'; readonly result: unknown }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'pending'; readonly status: string }
  /** The check failed for a moment. The job is billed and may be fine. */
  | { readonly state: 'unreadable' };

/** A job, with what its operation needs to check it. */
export interface Checked {
  readonly entry: AnyJob;
  readonly input: AnyInput;
  readonly transcriptId: string;
}

/** Checks a job once. Never throws. */
export async function check(
  client: Client,
  { entry, input, transcriptId }: Checked,
  signal: AbortSignal | undefined,
): Promise<Check> {
  let status = 'processing';
  const onStatus = (transcript: { readonly status: string }): void => void (status = transcript.status);
  return entry.check({ client, input, transcriptId, signal, onStatus }).then(
    (result): Check => (result === undefined ? { state: 'pending', status } : { state: 'done', result }),
    (error: unknown): Check =>
      isAssemblyAIError(error) && error.retryable && !hasFailedPermanently(error)
        ? { state: 'unreadable' }
        : { state: 'failed', error },
  );
}

/** Whether the transcription itself has failed, and not only a request. */
export const hasFailedPermanently = (error: unknown): boolean =>
  isAssemblyAIError(error) && error.code === 'transcript_failed';

/** Concurrent requests. */
export const AT_ONCE = 8;

/** Does the work for all, a few at a time. The results have the order of `all`. */
export async function forAll<T, R>(
  all: readonly T[],
  work: (one: T) => Promise<R>,
  atOnce: number = AT_ONCE,
): Promise<R[]> {
  const results: R[] = [];
  const queue = [...all.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
