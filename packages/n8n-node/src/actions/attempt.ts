import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { type About, failedJson, problemOf } from '../errors.ts';

type AboutItem = Omit<About, 'itemIndex'>;

/**
 * Does the work for one item. If the node continues on errors, a failure becomes the item's data.
 *
 * @throws NodeApiError, NodeOperationError otherwise; the error lists the billed transcripts
 */
export const attempt = (
  host: IExecuteFunctions,
  item: number,
  work: () => Promise<INodeExecutionData[] | undefined>,
  about: AboutItem,
): Promise<INodeExecutionData[] | undefined> =>
  work().catch((thrown: unknown) =>
    host.continueOnFail()
      ? [failedItem(host.getNode(), item, thrown, about)]
      : Promise.reject(problemOf(host.getNode(), thrown, { ...about, itemIndex: item })),
  );

/** A failure as the data of its item. n8n moves it to the error output if the node has one. */
export function failedItem(
  node: INode,
  item: number,
  thrown: unknown,
  about: AboutItem,
): INodeExecutionData & { readonly json: IDataObject } {
  const problem = problemOf(node, thrown, { ...about, itemIndex: item });
  const json = failedJson(problem, thrown, node.onError === 'continueErrorOutput', about.secrets) as IDataObject;
  return { json, pairedItem: { item } };
}
