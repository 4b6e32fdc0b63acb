import { type INode, type JsonObject, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { asError, type AssemblyAIError, hintOf, isAssemblyAIError } from './core.ts';

/** A failure as the host's error: what happened, what to do about it, and the item it is about. */
export function problemOf(
  node: INode,
  thrown: unknown,
  itemIndex?: number,
  billed: readonly string[] = [],
): NodeApiError | NodeOperationError {
  const about = itemIndex === undefined ? {} : { itemIndex };
  if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) return thrown;
  if (!isAssemblyAIError(thrown)) return new NodeOperationError(node, asError(thrown), about);

  const words = { ...about, message: thrown.message, description: descriptionOf(thrown, billed) };
  return thrown.status === undefined
    ? new NodeOperationError(node, thrown.message, words)
    : new NodeApiError(node, { message: thrown.message } as JsonObject, { ...words, httpCode: String(thrown.status) });
}

/** The same failure as the data of an item, for workflows that continue. */
export function failedJson(problem: NodeApiError | NodeOperationError, thrown: unknown, isRouted: boolean): JsonObject {
  const error = [problem.message, problem.description ?? ''].filter((text) => text !== '').join(' ');
  // The host recognises an item for the error output by having nothing else.
  if (isRouted || !isAssemblyAIError(thrown)) return { error };
  return {
    error,
    code: thrown.code,
    ...(thrown.transcriptId !== undefined && { transcript_id: thrown.transcriptId }),
  };
}

function descriptionOf(error: AssemblyAIError, billed: readonly string[]): string {
  const { transcriptId, requestId } = error;
  const others = billed.filter((id) => id !== transcriptId);
  return [
    hintOf(error)?.replace(/([^.!?])$/, '$1.'),
    transcriptId === undefined ? undefined : `Transcript ID: ${transcriptId}.`,
    others.length === 0 ? undefined : `Other transcripts that were started: ${others.join(', ')}.`,
    requestId === undefined ? undefined : `Request ID: ${requestId}.`,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
}
