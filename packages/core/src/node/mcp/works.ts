import { AbortedError, asError, BadInputError } from '../../errors.ts';
import type { Clock } from '../../host-io.ts';
import { endedWithin, type ToolCall } from './patience.ts';

/** Work in progress at a time. */
const MOST_OPEN = 20;
/** Results that are kept for a call that asks again. */
const MOST_KEPT = 50;

/** How the work is going. */
export interface WorkState {
  /** Such as `uploading, 40%`. */
  readonly message: string;
  /** The job that the work waits for. */
  readonly transcriptId?: string;
}

export type Report = (state: WorkState) => void;

export interface WorkOptions {
  /** The first state. */
  readonly message: string;
  /** Whether another call gets the same result without starting the work again. @default false */
  readonly keep?: boolean | undefined;
}

/** Work that outlives the call that started it, because clients end calls after a minute. */
export interface Works {
  /**
   * Starts the work of a key, or joins it, and waits for it.
   *
   * @param start its result must be short, because it is kept until a call gets it
   * @returns the result, or the state of the work after `waitMs`
   * @throws BadInputError if too much work is in progress; AbortedError if the client cancelled the call; the error of the
   *   work
   */
  run(
    key: string,
    start: (report: Report) => Promise<string>,
    call: ToolCall,
    options: WorkOptions,
  ): Promise<{ readonly result: string } | { readonly state: WorkState }>;
}

interface Work {
  state: WorkState;
  outcome?: { readonly result: string } | { readonly error: Error };
  readonly ended: Promise<void>;
}

export function createWorks({ clock, waitMs }: { readonly clock: Clock; readonly waitMs: number }): Works {
  const works = new Map<string, Work>();

  function begin(key: string, start: (report: Report) => Promise<string>, message: string): Work {
    const open = [...works.values()].filter(({ outcome }) => outcome === undefined).length;
    if (open >= MOST_OPEN) {
      throw new BadInputError(`${open} recordings are in progress, which is the most at a time.`, {
        hint: 'Wait for one of them, then call this tool again.',
      });
    }
    for (const [other, { outcome }] of works) {
      if (works.size - open < MOST_KEPT) break;
      if (outcome !== undefined) works.delete(other);
    }
    const report = (next: WorkState): void => void (work.state = next);
    const ended = Promise.resolve()
      .then(() => start(report))
      .then(
        (result) => void (work.outcome = { result }),
        (error: unknown) => void (work.outcome = { error: asError(error) }),
      );
    const work: Work = { state: { message }, ended };
    works.set(key, work);
    return work;
  }

  return {
    async run(key, start, call, { message, keep = false }) {
      const work = works.get(key) ?? begin(key, start, message);
      await endedWithin(work.ended, { clock, waitMs, call, state: () => work.state.message });
      const { outcome } = work;
      if (outcome === undefined) {
        if (call.signal.aborted) throw new AbortedError('The call was cancelled.', { cause: call.signal.reason });
        return { state: work.state };
      }
      const isKept = keep && 'result' in outcome;
      if (!isKept && works.get(key) === work) works.delete(key);
      if ('error' in outcome) throw outcome.error;
      return outcome;
    },
  };
}
