import type { IExecuteData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isTool } from '../tool.ts';

/** An undeclared part of the object that the engine passes: the stack of what it still has to run, next first. */
interface Engine extends IExecuteFunctions {
  readonly runExecutionData?: { readonly executionData?: { readonly nodeExecutionStack?: IExecuteData[] } };
}

const stackOf = (host: IExecuteFunctions): IExecuteData[] | undefined =>
  (host as Engine).runExecutionData?.executionData?.nodeExecutionStack;

/** False for an agent's tool, which must answer within the call, and for the legacy order, which runs the stack differently. */
export const canSuspend = (host: IExecuteFunctions): boolean =>
  !isTool(host) && host.getWorkflowSettings().executionOrder === 'v1' && Array.isArray(stackOf(host));

/**
 * Suspends the execution until `when` or until the node's webhook resumes it. Then the node runs again.
 *
 * When a wait ends, n8n does not run the waiting node again but passes its input on. So the input is emptied, and the
 * same node with the same items is pushed onto the stack, where n8n stores and runs it like any other entry.
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
