import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { failedJson, problemOf } from '../errors.ts';

/**
 * Does the work for one item. A failure becomes the item's data if the node is set to continue on failure.
 *
 * @param billed the transcripts that other items have started already
 * @throws NodeApiError, NodeOperationError if it is not set so, naming the billed transcripts
 */
export const attempt = (
  host: IExecuteFunctions,
  item: number,
  work: () => Promise<INodeExecutionData[] | undefined>,
  billed: readonly string[] = [],
): Promise<INodeExecutionData[] | undefined> =>
  work().catch((thrown: unknown) => {
    const node = host.getNode();
    const problem = problemOf(node, thrown, item, billed);
    if (!host.continueOnFail()) return Promise.reject(problem);
    const json = failedJson(problem, thrown, node.onError === 'continueErrorOutput') as IDataObject;
    return [{ json, pairedItem: { item } }];
  });
