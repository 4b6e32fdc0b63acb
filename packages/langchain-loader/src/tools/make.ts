import { explain, isAssemblyAIError } from '@aai-connectors/core';
import { ToolMessage } from '@langchain/core/messages';
import { DynamicStructuredTool, type ToolRunnableConfig } from '@langchain/core/tools';
import type { Schema } from '../form.ts';

/** What a tool hands on: a text for the model, and beside it the data for the program. */
export type ToolOutput = readonly [content: string, artifact: unknown];

export interface ToolText {
  readonly name: string;
  readonly description: string;
}

/**
 * A tool whose failures come back as messages, so that the agent can correct its call or ask the person. Only a
 * stopped run and a fault of the program are thrown.
 */
export function makeTool<I>(
  { name, description }: ToolText,
  // The type of a schema depends on the copy of zod that made it; a caller's copy may be another one.
  schema: Schema | object,
  run: (input: I, config: ToolRunnableConfig) => Promise<ToolOutput>,
): DynamicStructuredTool {
  return new DynamicStructuredTool({
    name,
    description,
    schema: schema as never,
    responseFormat: 'content_and_artifact',
    func: async (input: unknown, _: unknown, config?: ToolRunnableConfig) => {
      try {
        return [...(await run(input as I, config ?? {}))];
      } catch (error) {
        if (!isAssemblyAIError(error) || error.code === 'aborted') throw error;
        return [failed(explain(error), name, config), error.toJSON()];
      }
    },
  });
}

function failed(content: string, name: string, config: ToolRunnableConfig | undefined): string | ToolMessage {
  const id = config?.toolCall?.id;
  return id === undefined ? content : new ToolMessage({ content, name, tool_call_id: id, status: 'error' });
}

/** `text`, or its beginning with a note: a model's context is small. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit);
  const lastLine = cut.lastIndexOf('\n');
  return `${lastLine > limit / 2 ? cut.slice(0, lastLine) : cut}\n… (${text.length - limit} more characters are left out)`;
}
