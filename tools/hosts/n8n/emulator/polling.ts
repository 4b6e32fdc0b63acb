import type { IDataObject, INode, INodeExecutionData, INodeType, IPollFunctions, Workflow } from 'n8n-workflow';

/** The engine's context of a polling trigger. */
export type PollContextOf = new (
  workflow: Workflow,
  node: INode,
  additionalData: object,
  mode: string,
  activation: string,
) => IPollFunctions;

/** A published workflow with a polling trigger. */
export interface ActivePolling {
  /** One scheduled poll. @returns the items that start an execution. @throws the error that n8n reports */
  tick(): Promise<readonly INodeExecutionData[]>;
  /** Kills n8n and starts it again: only what is stored in its database is left. n8n polls once while it starts. */
  restart(): Promise<readonly INodeExecutionData[]>;
  /** What is in the database. */
  stored(): IDataObject;
}

/** What a start of n8n creates for a workflow. */
export interface PollParts {
  readonly workflow: Workflow;
  readonly node: INode;
  readonly additionalData: object;
}

/**
 * What n8n 2.41 does with a polling trigger: it keeps the static data in memory, and stores it after the activation and
 * when a poll returns items. A poll that returns none, or fails, stores nothing. Polls may overlap.
 *
 * @param partsFor the workflow with this static data
 */
export async function activate(
  PollContext: PollContextOf,
  partsFor: (staticData: IDataObject) => PollParts,
): Promise<ActivePolling> {
  let stored = '{}';
  let parts: PollParts;
  const save = (): void => void (stored = JSON.stringify(parts.workflow.staticData));
  const poll = async (): Promise<readonly INodeExecutionData[]> => {
    const { workflow, node, additionalData } = parts;
    const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion) as INodeType;
    const context = new PollContext(workflow, node, additionalData, 'trigger', 'activate');
    const items = await type.poll!.call(context);
    if (items === null) return [];
    save();
    return items[0] ?? [];
  };
  const start = async (): Promise<readonly INodeExecutionData[]> => {
    parts = partsFor(JSON.parse(stored) as IDataObject);
    const items = await poll();
    save();
    return items;
  };
  await start();
  return { tick: poll, restart: start, stored: () => JSON.parse(stored) as IDataObject };
}
