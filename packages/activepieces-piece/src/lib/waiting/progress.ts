import type { StepContext } from '../context.ts';
import type { Transcript } from '../core.ts';

/** Shows the state of a job in the run view while the step is running. */
export type Report = (transcript: Transcript) => void;

/** Milliseconds between two updates with the same status. */
const EVERY_MS = 60_000;

/** Reports each new status, and then every minute. Does nothing on versions of the platform that show no progress. */
export function reporter({ output }: Partial<Pick<StepContext, 'output'>>): Report {
  const startedAt = Date.now();
  let last: { readonly status: string; readonly at: number } | undefined;
  return ({ id, status }) => {
    const at = Date.now();
    if (last?.status === status && at - last.at < EVERY_MS) return;
    last = { status, at };
    const data = { id, status, minutes_waited: Math.floor((at - startedAt) / EVERY_MS) };
    // Progress is not the result: a step does not fail because the platform could not show it.
    void Promise.resolve(output?.update({ data })).catch(() => undefined);
  };
}
