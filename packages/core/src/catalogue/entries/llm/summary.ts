import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { lemurSummarySample } from '../../samples/llm.ts';
import { answerFormatField, backendField, contextField, modelFields, sourceFields } from './fields.ts';
import { requestOutput } from './output.ts';
import { callOf, llmRules } from './rules.ts';

export const lemurSummary = operation({
  id: 'lemur_summary',
  resource: 'llm',
  label: 'Summarize with LLM',
  action: 'Summarize transcripts or a text with a language model',
  help: 'Has a language model summarize transcripts or a text, in the form you want.',
  params: { ...sourceFields, ...answerFormatField, ...contextField, ...backendField, ...modelFields },
  rules: llmRules,
  effect: 'write',
  reads: 'nothing',
  run({ client, input, signal }) {
    const { params, backend } = callOf(input);
    return client.lemur.summary(params, { backend, signal });
  },
  output: [{ key: 'summary', from: 'response', label: 'Summary', type: 'text' }, ...requestOutput],
  example: {
    input: { transcript_ids: [KNOWN.transcriptId] },
    exchange: [
      {
        method: 'POST',
        path: '/lemur/v3/generate/summary',
        body: { transcript_ids: [KNOWN.transcriptId] },
        answer: lemurSummarySample,
      },
    ],
  },
  source: 'rest.md 11.3',
});
