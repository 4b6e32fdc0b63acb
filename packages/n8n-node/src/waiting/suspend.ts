import type { IExecuteData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isTool } from '../tool.ts';

/** What the engine keeps in the object that it passes as host, and does not declare: what it still has to run, next first. */
interface Engine extends IExecuteFunctions {
  readonly runExecutionData?: { readonly executionData?: { readonly nodeExecutionStack?: IExecuteData[] } };
}

const stackOf = (host: IExecuteFunctions): IExecuteData[] | undefined =>
  (host as Engine).runExecutionData?.executionData?.nodeExecutionStack;

/** Not as an agent's tool, which must answer at once, nor in the legacy order, which runs the stack in another sequence. */
export const canSuspend = (host: IExecuteFunctions): boolean =>
  !isTool(host) && host.getWorkflowSettings().executionOrder === 'v1' && Array.isArray(stackOf(host));

/**
 * Suspends the execution until `when`, or until the node's webhook wakes it, and has the node run again then.
 *
 * When a wait ends, n8n does not run the node that waited: it passes the node's input on. So that input is emptied, and
 * the same node with the same items is put behind it, which n8n stores and runs like any other entry.
 */
export async function suspend(host: IExecuteFunctions, when: Date): Promise<INodeExecutionData[][]> {
  const items = host.getInputData();
  stackOf(host)!.unshift({
    node: host.getNode(),
    data: { main: [[...items]] },
    source: host.getExecuteData().source,
  });
  items.length = 0;
  await host.putExecutionToWait(when);
  return [[]];
}
