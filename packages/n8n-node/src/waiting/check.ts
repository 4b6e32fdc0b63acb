import { type AnyJob, type Client, isAssemblyAIError } from '../core.ts';
import type { Task } from '../actions/task.ts';
import type { Job } from './memory.ts';

/** The state of a job. */
export type Check = { readonly job: Job; readonly task: Task } & (
  | { readonly state: 'done'; readonly result: unknown }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'pending' }
);

/** Concurrent requests. */
const AT_ONCE = 8;

/** Checks each job once. After a temporary failure of a check the job counts as pending. */
export async function checkAll(
  client: Client,
  jobs: readonly { readonly job: Job; readonly task: Task }[],
  signal: AbortSignal | undefined,
): Promise<Check[]> {
  const checks: Check[] = [];
  const queue = [...jobs.entries()];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [at, { job, task }] = next;
      checks[at] = await checkOne(client, job, task, signal);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return checks;
}

const checkOne = (client: Client, job: Job, task: Task, signal: AbortSignal | undefined): Promise<Check> =>
  (task.entry as AnyJob).check({ client, input: task.input, transcriptId: job.transcriptId, signal }).then(
    (result): Check => (result === undefined ? { job, task, state: 'pending' } : { job, task, state: 'done', result }),
    (error: unknown): Check =>
      isAssemblyAIError(error) && error.retryable && error.code !== 'transcript_failed'
        ? { job, task, state: 'pending' }
        : { job, task, state: 'failed', error },
  );
