import type { ChatParams } from '../../../client/types.ts';
import type { ChatResponse } from '../../../model.ts';
import { choice, json, number, openChoice, text } from '../../kit/fields.ts';
import { bodyOf } from '../../kit/layout.ts';
import { operation, type Rule } from '../../kit/entry.ts';
import { gatewayModels } from '../../vocabulary/llm-models.ts';

const params = {
  model: openChoice({
    label: 'Model',
    help: 'The language model that answers.',
    options: gatewayModels,
    required: true,
    source: 'llm-gateway.md 2',
  }),
  prompt: text({
    prominence: 'essential',
    label: 'Prompt',
    help: 'What to do, in your own words.',
    multiline: true,
    example: 'Write a haiku about coding.',
    conflicts: [{ field: 'messages', source: 'llm-gateway.md 2' }],
    source: 'llm-gateway.md 2',
  }),
  messages: json({
    label: 'Messages',
    help: 'A whole conversation in place of a prompt, as a list of roles and contents.',
    shape: 'array',
    example: [{ role: 'user', content: 'Hello, how are you?' }],
    source: 'llm-gateway.md 2',
  }),
  max_tokens: number({
    prominence: 'common',
    label: 'Longest Answer',
    help: 'The greatest length of the answer. A token is about three quarters of a word.',
    whole: true,
    min: 1,
    unit: 'tokens',
    serverDefault: 1000,
    source: 'llm-gateway.md 2',
  }),
  temperature: number({
    prominence: 'common',
    label: 'Temperature',
    help: 'Higher values, up to 2, give more creative answers and lower ones more careful answers.',
    min: 0,
    max: 2,
    example: 0.7,
    source: 'llm-gateway.md 2',
  }),
  top_p: number({
    group: 'advanced',
    label: 'Top P',
    help: 'Share of the likeliest words that the model chooses from, from 0 to 1.',
    min: 0,
    max: 1,
    example: 0.9,
    source: 'llm-gateway.md 2',
  }),
  top_k: number({
    group: 'advanced',
    label: 'Top K',
    help: 'How many of the likeliest words the model chooses from.',
    whole: true,
    min: 1,
    example: 40,
    source: 'llm-gateway.md 2',
  }),
  transcript_id: text({
    group: 'advanced',
    label: 'Transcript',
    help: 'A transcript that the gateway adds to the request, by its ID.',
    format: 'transcript',
    source: 'llm-gateway.md 2',
  }),
  fallback_config: json({
    group: 'advanced',
    label: 'Fallback',
    help: 'What the gateway does when the model fails, such as another model to try.',
    shape: 'object',
    source: 'llm-gateway.md 2',
  }),
  reasoning: json({
    group: 'advanced',
    label: 'Reasoning',
    help: 'How much a reasoning model thinks before it answers.',
    shape: 'object',
    source: 'llm-gateway.md 2',
  }),
  model_region: text({
    group: 'advanced',
    label: 'Model Region',
    help: 'The region in which the model runs.',
    source: 'llm-gateway.md 2',
  }),
  response_format: json({
    group: 'advanced',
    label: 'Response Format',
    help: 'A JSON Schema that the answer must follow.',
    shape: 'object',
    source: 'llm-gateway.md 2',
  }),
  tools: json({
    group: 'advanced',
    label: 'Tools',
    help: 'Functions that the model may ask to have called.',
    shape: 'array',
    source: 'llm-gateway.md 2',
  }),
  tool_choice: choice({
    group: 'advanced',
    label: 'Tool Choice',
    help: 'Whether the model may use the tools.',
    options: [
      { value: 'auto', label: 'Up to the Model' },
      { value: 'none', label: 'No Tools' },
    ],
    requires: [{ field: 'tools', level: 'warn', source: 'llm-gateway.md 2' }],
    source: 'llm-gateway.md 2',
  }),
  additional_params: json({
    group: 'advanced',
    label: 'Additional Parameters',
    help: 'Parameters that this form does not have yet, by the names that the API gives them. They win over the fields above.',
    shape: 'object',
    layout: 'merge',
    source: 'ours: a new parameter of the vendor never has to wait for a release',
  }),
};

const rules: readonly Rule<typeof params>[] = [
  ({ prompt, messages, additional_params }, _, { field }) =>
    prompt === undefined &&
    messages === undefined &&
    additional_params === undefined && {
      field: 'prompt',
      message: `Fill in ${field('prompt')} or ${field('messages')}.`,
    },
];

/** The answer, with its text where the next step finds it. */
interface ChatResult extends ChatResponse {
  readonly text: string;
}

/** Shape of `llm-gateway.md` section 2; the words are invented, as the vendor prints no example. */
const chatSample: ChatResponse = {
  request_id: '914fe7e4-f10a-4364-8946-34614c2873f6',
  choices: [{ message: { role: 'assistant', content: 'Hello! How can I help you today?' }, finish_reason: 'stop' }],
  request: { model: 'claude-sonnet-4-5-20250929', max_tokens: 100, temperature: 0.7 },
  usage: { input_tokens: 13, output_tokens: 10, total_tokens: 23 },
};

export const llmChat = operation({
  id: 'llm_chat',
  resource: 'llm',
  label: 'Chat with LLM',
  action: 'Chat with a language model',
  help: 'Sends a prompt or a conversation to a language model of the LLM Gateway.',
  params,
  rules,
  effect: 'write',
  reads: 'nothing',
  async run({ client, input, signal }) {
    const { model } = input;
    const body: ChatParams = { model, ...bodyOf(params, input) };
    return withText(await client.llm.chat(body, { signal }));
  },
  output: [
    { key: 'text', label: 'Answer', type: 'text' },
    { key: 'request_id', label: 'Request ID', type: 'text' },
    { key: 'choices', label: 'Choices', type: 'list' },
    { key: 'choices[].finish_reason', label: 'Why It Ended', type: 'text' },
    { key: 'usage.input_tokens', label: 'Tokens Read', type: 'number' },
    { key: 'usage.output_tokens', label: 'Tokens Written', type: 'number' },
  ],
  sample: withText(chatSample),
  example: {
    input: { model: 'claude-sonnet-4-6', prompt: 'Say hello.' },
    exchange: [
      {
        method: 'POST',
        host: 'llm',
        path: '/chat/completions',
        body: { model: 'claude-sonnet-4-6', prompt: 'Say hello.' },
        answer: chatSample,
      },
    ],
  },
  source: 'llm-gateway.md 2',
});

function withText(response: ChatResponse): ChatResult {
  return { text: response.choices[0]?.message.content ?? '', ...response };
}
