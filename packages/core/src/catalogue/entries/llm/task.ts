import { taskPrompt } from '../../../client/lemur-prompts.ts';
import { text } from '../../kit/fields.ts';
import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { lemurTaskSample } from '../../samples/llm.ts';
import { askedAbout } from './example.ts';
import { contextField, modelFields, sourceFields } from './fields.ts';
import { answerOutput } from './output.ts';
import { llmOptions, llmRules } from './rules.ts';

export const lemurTask = operation({
  id: 'lemur_task',
  resource: 'llm',
  label: 'Run Task',
  action: 'Run a task with a language model',
  help: 'Runs your prompt on transcripts or text with a language model.',
  params: {
    prompt: text({
      label: 'Prompt',
      help: 'Instructions for the model.',
      multiline: true,
      required: true,
      example: 'List the decisions of this meeting.',
      source: 'rest.md 11.2',
    }),
    ...sourceFields,
    ...contextField,
    ...modelFields,
  },
  rules: llmRules,
  effect: 'write',
  reads: 'nothing',
  run: ({ client, input, signal }) => client.lemur.task(input, llmOptions(client, signal)),
  output: answerOutput,
  // The gateway's answer comes without white space around it.
  sample: { ...lemurTaskSample, response: lemurTaskSample.response.trim() },
  example: {
    input: { prompt: 'What is it about?', transcript_ids: [KNOWN.transcriptId] },
    exchange: askedAbout(taskPrompt('What is it about?', undefined), {
      answer: lemurTaskSample.response,
      requestId: lemurTaskSample.request_id,
      usage: lemurTaskSample.usage,
    }),
  },
  source: 'rest.md 11.2',
});
