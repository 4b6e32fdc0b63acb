import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Whether an agent calls the node as its tool. n8n reports this only if it runs the tool itself. If the agent has the
 * engine run it, the node's type shows it: n8n generates a separate type for the tool.
 */
export const isTool = (host: IExecuteFunctions): boolean =>
  host.isToolExecution() || host.getNode().type.endsWith('Tool');
