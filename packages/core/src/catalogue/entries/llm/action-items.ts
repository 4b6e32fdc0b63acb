import { actionItemsPrompt } from '../../../client/lemur-prompts.ts';
import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { lemurActionItemsSample } from '../../samples/llm.ts';
import { answerFormatField, backendField, contextField, modelFields, sourceFields } from './fields.ts';
import { answerOutput } from './output.ts';
import { callOf, llmRules } from './rules.ts';

export const lemurActionItems = operation({
  id: 'lemur_action_items',
  resource: 'llm',
  label: 'List Action Items with LLM',
  action: 'List action items of transcripts or a text with a language model',
  help: 'Has a language model list what somebody has to do after a conversation, in the form you want.',
  params: { ...sourceFields, ...answerFormatField, ...contextField, ...backendField, ...modelFields },
  rules: llmRules,
  effect: 'write',
  reads: 'nothing',
  run({ client, input, signal }) {
    const { params, backend } = callOf(input);
    return client.lemur.actionItems(params, { backend, signal });
  },
  output: answerOutput,
  example: {
    input: { transcript_ids: [KNOWN.transcriptId] },
    exchange: [
      {
        method: 'POST',
        path: '/lemur/v3/generate/task',
        body: { prompt: actionItemsPrompt(undefined, undefined), transcript_ids: [KNOWN.transcriptId] },
        answer: lemurActionItemsSample,
      },
    ],
  },
  source: 'systems.md S26, newer.md 3',
});
