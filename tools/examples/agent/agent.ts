import { createAskTranscriptTool, createSearchTranscriptTool, createTranscribeTool } from '@aai-connectors/langchain';
import type { Client, Usage } from '@aai-connectors/core';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { createAgent, ToolMessage } from 'langchain';
import { TreeTracer } from './trace.ts';

export interface Task {
  readonly client: Client;
  readonly model: BaseChatModel;
  readonly task: string;
  /** Limits what the agent's transcriptions may cost. */
  readonly usage: Usage;
}

export interface Outcome {
  readonly answer: string;
  /** Quotes that the Ask tool found in the transcript. */
  readonly citations: readonly Citation[];
  /** The run tree, one line per run. */
  readonly trace: readonly string[];
}

interface Citation {
  readonly quote: string;
  readonly speaker?: string;
  readonly start_time?: string;
}

/**
 * Lets an agent work on a task about recordings.
 *
 * @throws Error if the answer cites no moment of the transcript
 */
export async function runAgent({ client, model, task, usage }: Task): Promise<Outcome> {
  const agent = createAgent({
    model,
    tools: [
      createTranscribeTool({ client, usage, params: { speaker_labels: true } }),
      createSearchTranscriptTool({ client }),
      createAskTranscriptTool({ client }),
    ],
  });
  const tracer = new TreeTracer();
  const { messages } = await agent.invoke({ messages: [{ role: 'user', content: task }] }, { callbacks: [tracer] });
  const answer = messages.at(-1)?.text ?? '';
  const citations = messages.flatMap((message) => (ToolMessage.isInstance(message) ? citationsOf(message) : []));
  if (!citations.some((citation) => cites(answer, citation))) {
    throw new Error(`The answer cites no moment of the recording: ${answer}`);
  }
  return { answer, citations, trace: tracer.lines() };
}

const citationsOf = ({ artifact }: ToolMessage): readonly Citation[] =>
  (artifact as { readonly citations?: readonly Citation[] } | undefined)?.citations ?? [];

/** Whether an answer contains the quote, who said it, and when. */
const cites = (answer: string, { quote, speaker, start_time }: Citation): boolean =>
  [quote, speaker, start_time].every((part) => part !== undefined && answer.includes(part));
