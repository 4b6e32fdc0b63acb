import type { Stage } from './stage.ts';
import { type Execution, itemsOf, readExecutions, waitForExecution } from '../real/executions.ts';

/** The execution of this workflow that is newer than `before`, once `isSo`. */
export const executionOf = (
  { host }: Stage,
  workflowId: string,
  before: number,
  isSo: (execution: Execution) => boolean,
  limitMs = 60_000,
): Promise<Execution> =>
  waitForExecution(host, (one) => one.workflowId === workflowId && Number(one.id) > before && isSo(one), limitMs);

export const lastId = async ({ host }: Stage): Promise<number> =>
  Math.max(0, ...(await readExecutions(host)).map(({ id }) => Number(id)));

export const hasEnded = ({ status }: Execution): boolean =>
  status === 'success' || status === 'error' || status === 'crashed';

/** The execution once it has succeeded. @throws with its error */
export async function successOf(
  stage: Stage,
  workflowId: string,
  before: number,
  limitMs?: number,
): Promise<Execution> {
  const execution = await executionOf(stage, workflowId, before, hasEnded, limitMs);
  expectThat(execution.status === 'success', `${execution.status} at ${execution.lastNode}: ${execution.error}`);
  return execution;
}

export function expectThat(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Error(`Not so: ${what}`);
}

/** What the node After received, as text. */
export const textsOf = (execution: Execution): readonly unknown[] =>
  itemsOf(execution, 'After').map(({ json }) => json['text']);
