import {
  asError,
  explain,
  isAssemblyAIError,
  redact,
  redactData,
  redactError,
  type Schema,
} from '@aai-connectors/core';
import { ToolMessage } from '@langchain/core/messages';
import { DynamicStructuredTool, type ToolRunnableConfig } from '@langchain/core/tools';
import { type ClientConfig, secretsOf } from '../client.ts';
import { MAX_CHARACTERS } from './options.ts';

/** Result of a tool: the text for the model, and the artifact for the program. */
export type ToolOutput = readonly [content: string, artifact: unknown];

export interface ToolText {
  readonly name: string;
  readonly description: string;
}

/** Options of every tool. */
export interface ToolLimits extends Pick<ClientConfig, 'apiKey'> {
  readonly maxCharacters?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Creates a tool that returns failures as messages, so that the agent can correct its call or ask the user. Only an
 * aborted run and a program error are thrown. The API key is redacted from everything it returns, because the service or a
 * proxy may echo it. Texts are shortened after redaction, so that no part of a key remains at the end.
 */
export function makeTool<I>(
  { name, description }: ToolText,
  limits: ToolLimits,
  // A schema's type depends on the copy of zod that created it, and callers may use another copy.
  schema: Schema | object,
  run: (input: I, call: { readonly signal: AbortSignal | undefined }) => Promise<ToolOutput>,
): DynamicStructuredTool {
  const { maxCharacters = MAX_CHARACTERS, signal } = limits;
  return new DynamicStructuredTool({
    name,
    description,
    schema: schema as never,
    responseFormat: 'content_and_artifact',
    func: async (input: unknown, _: unknown, config?: ToolRunnableConfig) => {
      const secrets = secretsOf(limits);
      try {
        const call = { signal: eitherOf(signal, config?.signal) };
        const [content, artifact] = redactData(await run(input as I, call), secrets);
        return [shortened(content, maxCharacters), artifact];
      } catch (error) {
        if (!isAssemblyAIError(error) || error.code === 'aborted') throw redactError(asError(error), secrets);
        const artifact: unknown = redactData(error.toJSON(), secrets);
        return [failed(redact(explain(error), secrets), artifact, name, config), artifact];
      }
    },
  });
}

/** A signal that fires with the first of two. */
const eitherOf = (one: AbortSignal | undefined, other: AbortSignal | undefined): AbortSignal | undefined =>
  one === undefined || other === undefined ? (one ?? other) : AbortSignal.any([one, other]);

/** LangChain does not change a message, so the message needs the artifact. */
function failed(
  content: string,
  artifact: unknown,
  name: string,
  config: ToolRunnableConfig | undefined,
): string | ToolMessage {
  const id = config?.toolCall?.id;
  return id === undefined ? content : new ToolMessage({ content, artifact, name, tool_call_id: id, status: 'error' });
}

/** Shortens `text` to fit into a model's context, with a note. */
function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit);
  const lastLine = cut.lastIndexOf('\n');
  return `${lastLine > limit / 2 ? cut.slice(0, lastLine) : cut}\n… (${text.length - limit} more characters omitted)`;
}
