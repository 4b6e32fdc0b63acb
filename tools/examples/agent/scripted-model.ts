import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, type BaseMessage, ToolMessage } from '@langchain/core/messages';
import type { ChatResult } from '@langchain/core/outputs';

/** What the model says next: a tool to call, or the final answer. */
export type Step =
  { readonly tool: string; readonly args: Readonly<Record<string, unknown>> } | { readonly answer: string };

/** Decides by the results of the tools so far. */
export type Script = (results: readonly ToolMessage[]) => Step;

/**
 * A chat model that follows a script, so that the example needs neither a key of a model provider nor a network. Replace it
 * with `model: 'openai:gpt-5'` or any other chat model that calls tools.
 */
export class ScriptedModel extends BaseChatModel {
  readonly #script: Script;

  constructor(script: Script) {
    super({});
    this.#script = script;
  }

  override _llmType(): string {
    return 'scripted';
  }

  /** A script knows its tools. */
  override bindTools(): this {
    return this;
  }

  override _generate(messages: BaseMessage[]): Promise<ChatResult> {
    const results = messages.filter((message): message is ToolMessage => ToolMessage.isInstance(message));
    const step = this.#script(results);
    const message =
      'answer' in step
        ? new AIMessage(step.answer)
        : new AIMessage({
            content: '',
            tool_calls: [{ type: 'tool_call', id: `call-${results.length + 1}`, name: step.tool, args: step.args }],
          });
    return Promise.resolve({ generations: [{ text: message.text, message }] });
  }
}
