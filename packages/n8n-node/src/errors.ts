import { type INode, type JsonObject, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { asError, type AssemblyAIError, hintOf, isAssemblyAIError, redact, redactData, redactError } from './core.ts';

/** The context of a failure. */
export interface About {
  readonly itemIndex?: number;
  /** Transcripts that were submitted for other items. */
  readonly billed?: readonly string[];
  /** Values that must not appear in errors: the API, or a proxy in front of it, may echo a key. */
  readonly secrets: readonly string[];
}

type HostError = NodeApiError | NodeOperationError;

/** A failure as n8n's error: what happened, what to do next, and the item it belongs to. */
export function problemOf(node: INode, thrown: unknown, about: About): HostError {
  const { secrets } = about;
  const problem = hostErrorOf(node, redactError(thrown, secrets), about);
  const { description, messages } = problem;
  if (typeof description === 'string') problem.description = redact(description, secrets);
  problem.messages = messages.map((message) => redact(message, secrets));
  return redactError(problem, secrets);
}

function hostErrorOf(node: INode, thrown: unknown, { itemIndex, billed = [], secrets }: About): HostError {
  const about = itemIndex === undefined ? {} : { itemIndex };
  if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) return thrown;
  if (!isAssemblyAIError(thrown)) {
    const error = asError(thrown);
    return new NodeOperationError(node, thrown instanceof Error ? error : redact(error.message, secrets), about);
  }
  const message = redact(thrown.message, secrets);
  const words = { ...about, message, description: redact(descriptionOf(thrown, billed), secrets) };
  return thrown.status === undefined
    ? new NodeOperationError(node, message, words)
    : new NodeApiError(node, { message } as JsonObject, { ...words, httpCode: String(thrown.status) });
}

/** The same failure as the data of an item, for workflows that continue on errors. */
export function failedJson(
  problem: HostError,
  thrown: unknown,
  isRouted: boolean,
  secrets: readonly string[],
): JsonObject {
  const error = [problem.message, problem.description ?? ''].filter((text) => text !== '').join(' ');
  // n8n sends an item to the error output only if it has no other keys.
  if (isRouted || !isAssemblyAIError(thrown)) return redactData({ error }, secrets);
  const { code, transcriptId } = thrown;
  return redactData({ error, code, ...(transcriptId !== undefined && { transcript_id: transcriptId }) }, secrets);
}

function descriptionOf(error: AssemblyAIError, billed: readonly string[]): string {
  const { transcriptId, requestId } = error;
  const others = billed.filter((id) => id !== transcriptId);
  return [
    hintOf(error)?.replace(/([^.!?])$/, '$1.'),
    transcriptId === undefined ? undefined : `Transcript ID: ${transcriptId}.`,
    others.length === 0 ? undefined : `Transcripts submitted for other items: ${others.join(', ')}.`,
    requestId === undefined ? undefined : `Request ID: ${requestId}.`,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
}
