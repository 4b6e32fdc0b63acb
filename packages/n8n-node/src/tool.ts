import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Whether an agent calls the node as its tool. The host says so only where it runs the tool by itself; where the agent
 * has the engine run it, the node's type tells, which is that of the tool made of ours.
 */
export const isTool = (host: IExecuteFunctions): boolean =>
  host.isToolExecution() || host.getNode().type.endsWith('Tool');
