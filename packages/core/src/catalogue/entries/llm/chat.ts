import type { ChatParams } from '../../../client/types.ts';
import type { ChatResponse } from '../../../model.ts';
import { choice, json, number, openChoice, text } from '../../kit/fields.ts';
import { bodyOf } from '../../kit/layout.ts';
import { operation, type Rule } from '../../kit/entry.ts';
import { requestOutput } from './output.ts';
import { gatewayModels } from '../../vocabulary/llm-models.ts';

const params = {
  model: openChoice({
    label: 'Model',
    help: 'Language model to use.',
    options: gatewayModels,
    required: true,
    source: 'llm-gateway.md 2',
  }),
  prompt: text({
    prominence: 'essential',
    label: 'Prompt',
    help: 'Question or instructions for the model.',
    multiline: true,
    example: 'Write a haiku about coding.',
    conflicts: [{ field: 'messages', source: 'llm-gateway.md 2' }],
    source: 'llm-gateway.md 2',
  }),
  messages: json({
    label: 'Messages',
    help: 'Conversation to send instead of a prompt, as a list of messages.',
    shape: 'array',
    example: [{ role: 'user', content: 'Hello, how are you?' }],
    source: 'llm-gateway.md 2',
  }),
  max_tokens: number({
    prominence: 'common',
    label: 'Maximum Tokens',
    help: 'Maximum length of the answer in tokens. 1,000 tokens, the default, are about 750 words.',
    whole: true,
    min: 1,
    unit: 'tokens',
    serverDefault: 1000,
    source: 'llm-gateway.md 2',
  }),
  temperature: number({
    prominence: 'common',
    label: 'Temperature',
    help: 'Randomness of the answer, from 0 to 2. Higher values are more creative.',
    min: 0,
    max: 2,
    example: 0.7,
    source: 'llm-gateway.md 2',
  }),
  top_p: number({
    group: 'advanced',
    label: 'Top P',
    help: 'Share of the most likely words to choose from, from 0 to 1.',
    min: 0,
    max: 1,
    example: 0.9,
    source: 'llm-gateway.md 2',
  }),
  top_k: number({
    group: 'advanced',
    label: 'Top K',
    help: 'Number of the most likely words to choose from.',
    whole: true,
    min: 1,
    example: 40,
    source: 'llm-gateway.md 2',
  }),
  transcript_id: text({
    group: 'advanced',
    label: 'Transcript ID',
    help: 'ID of a transcript to add to the request.',
    format: 'transcript',
    source: 'llm-gateway.md 2',
  }),
  fallback_config: json({
    group: 'advanced',
    label: 'Fallback',
    help: 'Settings for when the model fails, such as another model to try.',
    shape: 'object',
    source: 'llm-gateway.md 2',
  }),
  reasoning: json({
    group: 'advanced',
    label: 'Reasoning',
    help: 'Settings for models that reason before they answer.',
    shape: 'object',
    source: 'llm-gateway.md 2',
  }),
  model_region: text({
    group: 'advanced',
    label: 'Model Region',
    help: 'Region in which to run the model.',
    source: 'llm-gateway.md 2',
  }),
  response_format: json({
    group: 'advanced',
    label: 'Response Format',
    help: 'JSON Schema for the answer to follow.',
    shape: 'object',
    source: 'llm-gateway.md 2',
  }),
  tools: json({
    group: 'advanced',
    label: 'Tools',
    help: 'Functions that the model can call.',
    shape: 'array',
    source: 'llm-gateway.md 2',
  }),
  tool_choice: choice({
    group: 'advanced',
    label: 'Tool Choice',
    help: 'Choose whether the model can use the tools.',
    options: [
      { value: 'auto', label: 'Auto', help: 'The model decides.' },
      { value: 'none', label: 'None', help: 'The model uses no tools.' },
    ],
    requires: [{ field: 'tools', level: 'warn', source: 'llm-gateway.md 2' }],
    source: 'llm-gateway.md 2',
  }),
  additional_params: json({
    group: 'advanced',
    label: 'Additional Parameters',
    help: 'Additional API parameters. They override all other fields.',
    shape: 'object',
    layout: 'merge',
    source: 'ours: a new parameter of the vendor never has to wait for a release',
  }),
};

const rules: readonly Rule<typeof params>[] = [
  ({ prompt, messages, additional_params }, _, { fillIn }) =>
    prompt === undefined &&
    messages === undefined &&
    additional_params === undefined && {
      field: 'prompt',
      message: `The model has no input. To add it, ${fillIn('prompt', 'messages')}.`,
    },
];

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
  help: 'Sends a prompt or a conversation to a language model in the LLM Gateway.',
  params,
  rules,
  effect: 'write',
  reads: 'nothing',
  run({ client, input, signal }) {
    const { model } = input;
    const body: ChatParams = { model, ...bodyOf(params, input) };
    return client.llm.chat(body, { signal });
  },
  output: [
    { key: 'answer', from: 'choices.0.message.content', label: 'Answer', type: 'text' },
    { key: 'finish_reason', from: 'choices.0.finish_reason', label: 'Finish Reason', type: 'text' },
    {
      key: 'tool_calls',
      from: 'choices.0.message.tool_calls',
      label: 'Tool Calls',
      type: 'list',
      optional: true,
    },
    ...requestOutput,
  ],
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
