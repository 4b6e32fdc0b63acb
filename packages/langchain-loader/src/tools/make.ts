import { asError, explain, isAssemblyAIError, redact, redactData, redactError } from '@aai-connectors/core';
import { ToolMessage } from '@langchain/core/messages';
import { DynamicStructuredTool, type ToolRunnableConfig } from '@langchain/core/tools';
import { type ClientConfig, secretsOf } from '../client.ts';
import type { Schema } from '../form.ts';
import { MAX_CHARACTERS } from './options.ts';

/** What a tool returns: the whole text for the model, and beside it the data for the program. */
export type ToolOutput = readonly [content: string, artifact: unknown];

export interface ToolText {
  readonly name: string;
  readonly description: string;
}

/** What the texts of a tool depend on. */
export interface ToolLimits extends Pick<ClientConfig, 'apiKey'> {
  readonly maxCharacters?: number | undefined;
}

/**
 * A tool whose failures come back as messages, so that the agent can correct its call or ask the person. Only a
 * stopped run and a fault of the program are thrown. Nothing that leaves it holds the API key, which the service, or what
 * stands before it, may echo. A text is shortened last, so that no part of a key is left at its end.
 */
export function makeTool<I>(
  { name, description }: ToolText,
  limits: ToolLimits,
  // The type of a schema depends on the copy of zod that made it; a caller's copy may be another one.
  schema: Schema | object,
  run: (input: I, config: ToolRunnableConfig) => Promise<ToolOutput>,
): DynamicStructuredTool {
  const { maxCharacters = MAX_CHARACTERS } = limits;
  return new DynamicStructuredTool({
    name,
    description,
    schema: schema as never,
    responseFormat: 'content_and_artifact',
    func: async (input: unknown, _: unknown, config?: ToolRunnableConfig) => {
      const secrets = secretsOf(limits);
      try {
        const [content, artifact] = redactData(await run(input as I, config ?? {}), secrets);
        return [shortened(content, maxCharacters), artifact];
      } catch (error) {
        if (!isAssemblyAIError(error) || error.code === 'aborted') throw redactError(asError(error), secrets);
        return [failed(redact(explain(error), secrets), name, config), redactData(error.toJSON(), secrets)];
      }
    },
  });
}

function failed(content: string, name: string, config: ToolRunnableConfig | undefined): string | ToolMessage {
  const id = config?.toolCall?.id;
  return id === undefined ? content : new ToolMessage({ content, name, tool_call_id: id, status: 'error' });
}

/** `text`, or its beginning with a note: a model's context is small. */
function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit);
  const lastLine = cut.lastIndexOf('\n');
  return `${lastLine > limit / 2 ? cut.slice(0, lastLine) : cut}\n… (${text.length - limit} more characters are left out)`;
}
