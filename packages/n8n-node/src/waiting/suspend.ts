import type { IExecuteData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isTool } from '../tool.ts';

/** What the engine still has to run, next one first. */
interface Engine {
  readonly runExecutionData?: { readonly executionData?: { readonly nodeExecutionStack?: IExecuteData[] } };
}

const stackOf = (host: IExecuteFunctions): IExecuteData[] | undefined =>
  (host as unknown as Engine).runExecutionData?.executionData?.nodeExecutionStack;

/** An agent waits for its tool's answer in the same breath, and the legacy order runs entries of the stack in another one. */
export const canSuspend = (host: IExecuteFunctions): boolean =>
  !isTool(host) && host.getWorkflowSettings().executionOrder === 'v1' && Array.isArray(stackOf(host));

/**
 * Puts the execution to wait until `when`, or until the node's webhook wakes it, and has the node run again then.
 *
 * When a wait ends, n8n does not run the node that waited: it hands the node's input on. So that input is emptied, and
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
