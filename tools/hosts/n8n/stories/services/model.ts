import { type Answer, json, type Service, unknownCaller } from './service.ts';

export const MODEL = { key: 'sk-of-the-stories' };

interface Message {
  readonly role: string;
  readonly content?: unknown;
}

interface Tool {
  readonly function: {
    readonly name: string;
    readonly description?: string;
    readonly parameters: { readonly required?: readonly string[] };
  };
}

interface Request {
  readonly model: string;
  readonly stream?: boolean;
  readonly messages: readonly Message[];
  readonly tools?: readonly Tool[];
}

/**
 * A chat model with OpenAI's API. It calls the only tool with the link of the question, and then quotes what the tool
 * returned. Refuses a tool that has no description or another form than one required link.
 */
export const model: Service = ({ path, headers, body }) => {
  if (path !== '/v1/chat/completions') return undefined;
  if (headers.authorization !== `Bearer ${MODEL.key}`) return unknownCaller();
  const { stream, messages, tools = [], ...request } = JSON.parse(body.toString('utf8')) as Request;
  const refuse = (message: string): Answer => json({ error: { message, type: 'invalid_request_error' } }, 400);
  const [tool] = tools;
  if (stream === true) return refuse('This double does not stream.');
  if (tool?.function.description === undefined || tools.length !== 1) return refuse('Expected one described tool.');
  if (tool.function.parameters.required?.join() !== 'audio_url') return refuse('Expected the argument audio_url.');
  const last = messages.at(-1)!;
  const text = typeof last.content === 'string' ? last.content : JSON.stringify(last.content);
  const [link] = /https?:\/\/\S+/.exec(text) ?? [];
  const message =
    last.role === 'tool'
      ? { role: 'assistant', content: `The tool said: ${text}` }
      : { role: 'assistant', content: null, tool_calls: [callOf(tool.function.name, { audio_url: link })] };
  const choice = { index: 0, message, finish_reason: last.role === 'tool' ? 'stop' : 'tool_calls' };
  const usage = { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 };
  return json({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 0,
    model: request.model,
    choices: [choice],
    usage,
  });
};

const callOf = (name: string, args: object): object => ({
  id: 'call_1',
  type: 'function',
  function: { name, arguments: JSON.stringify(args) },
});
