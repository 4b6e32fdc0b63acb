import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { type About, failedJson, problemOf } from '../errors.ts';

/**
 * Does the work for one item. A failure becomes the item's data if the node is set to continue on failure.
 *
 * @throws NodeApiError, NodeOperationError if it is not set so, naming the billed transcripts
 */
export const attempt = (
  host: IExecuteFunctions,
  item: number,
  work: () => Promise<INodeExecutionData[] | undefined>,
  about: Omit<About, 'itemIndex'>,
): Promise<INodeExecutionData[] | undefined> =>
  work().catch((thrown: unknown) => {
    const node = host.getNode();
    const problem = problemOf(node, thrown, { ...about, itemIndex: item });
    if (!host.continueOnFail()) return Promise.reject(problem);
    const json = failedJson(problem, thrown, node.onError === 'continueErrorOutput', about.secrets) as IDataObject;
    return [{ json, pairedItem: { item } }];
  });
