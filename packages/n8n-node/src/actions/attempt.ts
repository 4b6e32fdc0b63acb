import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { failedJson, problemOf } from '../errors.ts';

/**
 * Does the work for one item. Where it fails, the failure becomes the item's data if the node is set to go on.
 *
 * @throws NodeApiError, NodeOperationError where it is not; with the transcripts that are paid for already.
 */
export const attempt = (
  host: IExecuteFunctions,
  item: number,
  work: () => Promise<INodeExecutionData[] | undefined>,
  paidFor: readonly string[] = [],
): Promise<INodeExecutionData[] | undefined> =>
  work().catch((thrown: unknown) => {
    const node = host.getNode();
    const problem = problemOf(node, thrown, item, paidFor);
    if (!host.continueOnFail()) return Promise.reject(problem);
    const json = failedJson(problem, thrown, node.onError === 'continueErrorOutput') as IDataObject;
    return [{ json, pairedItem: { item } }];
  });
