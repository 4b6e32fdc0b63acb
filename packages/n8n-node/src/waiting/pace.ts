/** How long the node waits, in milliseconds. */
export interface Times {
  /** Time inside the step. After it, an execution that AssemblyAI can call is suspended. */
  readonly stepMs: number;
  /** Time in all. After it, the workflow goes on without the transcript. */
  readonly limitMs: number;
  /** Fixed time between two checks; absent if it grows. */
  readonly everyMs?: number;
}

const FIRST_MS = 1_000;
const GROWTH = 1.5;
const LONGEST_MS = 10_000;

/** Milliseconds until the next check inside the step, after a pause of `previousMs`. */
export const nextPauseMs = ({ everyMs }: Times, previousMs: number): number =>
  everyMs ?? Math.round(Math.min(Math.max(FIRST_MS, previousMs * GROWTH), LONGEST_MS));

/**
 * Milliseconds until the first check. A job of this run takes at least a second; other jobs may have ended. An execution
 * that does not stay in the step is suspended at once, so it checks at once: n8n refuses a call until then.
 */
export const firstPauseMs = (times: Times, isNew: boolean): number =>
  isNew && times.stepMs > 0 ? nextPauseMs(times, 0) : 0;
