import { type AnyJob, type Client, isAssemblyAIError } from '../core.ts';
import type { Task } from '../actions/task.ts';
import type { Job } from './memory.ts';

/** How a job stands. */
export type Look = { readonly job: Job; readonly task: Task } & (
  | { readonly state: 'done'; readonly result: unknown }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'pending' }
);

/** Requests at the same time. */
const AT_ONCE = 8;

/** One look at each job. A look that failed for the moment says nothing: the job counts as pending. */
export async function lookAtAll(
  client: Client,
  jobs: readonly { readonly job: Job; readonly task: Task }[],
  signal: AbortSignal | undefined,
): Promise<Look[]> {
  const looks: Look[] = [];
  const queue = [...jobs.entries()];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [at, { job, task }] = next;
      looks[at] = await lookAt(client, job, task, signal);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return looks;
}

const lookAt = (client: Client, job: Job, task: Task, signal: AbortSignal | undefined): Promise<Look> =>
  (task.entry as AnyJob).check({ client, input: task.input, transcriptId: job.transcriptId, signal }).then(
    (result): Look => (result === undefined ? { job, task, state: 'pending' } : { job, task, state: 'done', result }),
    (error: unknown): Look =>
      isAssemblyAIError(error) && error.retryable && error.code !== 'transcript_failed'
        ? { job, task, state: 'pending' }
        : { job, task, state: 'failed', error },
  );
