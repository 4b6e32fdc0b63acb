import { text } from '../../kit/fields.ts';
import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { lemurTaskSample } from '../../samples/llm.ts';
import { backendField, contextField, modelFields, sourceFields } from './fields.ts';
import { answerOutput } from './output.ts';
import { callOf, llmRules } from './rules.ts';

export const lemurTask = operation({
  id: 'lemur_task',
  resource: 'llm',
  label: 'Run LLM Task',
  action: 'Run a task with a language model',
  help: 'Gives a language model a task of your own about transcripts or a text.',
  params: {
    prompt: text({
      label: 'Prompt',
      help: 'What to do, in your own words.',
      multiline: true,
      required: true,
      example: 'List the decisions of this meeting.',
      source: 'rest.md 11.2',
    }),
    ...sourceFields,
    ...contextField,
    ...backendField,
    ...modelFields,
  },
  rules: llmRules,
  effect: 'write',
  reads: 'nothing',
  run({ client, input, signal }) {
    const { params, backend } = callOf(input);
    return client.lemur.task(params, { backend, signal });
  },
  output: answerOutput,
  example: {
    input: { prompt: 'What is it about?', transcript_ids: [KNOWN.transcriptId] },
    exchange: [
      {
        method: 'POST',
        path: '/lemur/v3/generate/task',
        body: { prompt: 'What is it about?', transcript_ids: [KNOWN.transcriptId] },
        answer: lemurTaskSample,
      },
    ],
  },
  source: 'rest.md 11.2',
});
