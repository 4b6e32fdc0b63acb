import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { type About, failedJson, problemOf } from '../errors.ts';

/**
 * Does the work for one item. If the node continues on errors, a failure becomes the item's data.
 *
 * @throws NodeApiError, NodeOperationError otherwise; the error lists the billed transcripts
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
