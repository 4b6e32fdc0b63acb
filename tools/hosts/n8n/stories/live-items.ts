import { type Execution, itemsOf, readExecutions } from '../real/executions.ts';
import { until } from '../real/until.ts';
import type { Stage } from './stage.ts';

/** An item of the live trigger. */
export interface LiveItem {
  readonly json: Readonly<Record<string, unknown>>;
  /** When the node after the trigger started, ms since the epoch. */
  readonly at: number;
  /** ID of the stream. */
  readonly of: string;
}

/** What started the executions of this workflow, the oldest first. */
export async function startedBy({ host }: Stage, workflowId: string, call: string): Promise<readonly LiveItem[]> {
  const executions = (await readExecutions(host)).filter((one) => one.workflowId === workflowId);
  return executions.flatMap((execution: Execution) =>
    itemsOf(execution, 'After').flatMap(({ json }) => {
      const { stream_sid: of } = Object(json['call']) as { readonly stream_sid?: string };
      return of?.startsWith(call) === true ? [{ json, at: execution.runs['After']!.at(-1)!.startTime, of }] : [];
    }),
  );
}

/** The items of a workflow about these calls, once `count` of them have ended with this reason. */
export const itemsOnceEnded = (
  stage: Stage,
  workflowId: string,
  call: string,
  { count = 1, reason = 'hung_up', limitMs = 60_000 }: { count?: number; reason?: string; limitMs?: number } = {},
): Promise<readonly LiveItem[]> =>
  until(
    async () => {
      const found = await startedBy(stage, workflowId, call);
      return found.filter(({ json }) => json['type'] === 'end' && json['reason'] === reason).length >= count
        ? found
        : undefined;
    },
    {
      limitMs,
      everyMs: 1_000,
      late: async () => {
        const found = await startedBy(stage, workflowId, call);
        return `${found.length} items: ${JSON.stringify(found.slice(-10).map(({ json }) => json))}`;
      },
    },
  );
