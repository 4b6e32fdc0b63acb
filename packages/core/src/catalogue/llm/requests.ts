import { text } from '../fields.ts';
import { operation } from '../operations.ts';
import { lemurPurgeSample, lemurTaskSample } from '../samples/llm.ts';
import { textAnswerOutput } from './output.ts';

const requestId = text({
  label: 'LeMUR Request',
  help: 'Which request, by the ID that its answer came with.',
  required: true,
  place: 'path',
  example: '5e1b27c2-691f-4414-8bc5-f14678442f9e',
  source: 'rest.md 11.7',
});

const ENDED = {
  status: 'deprecated',
  note: 'LeMUR has ended, and the LLM Gateway keeps no answers.',
} as const;

export const lemurGetResponse = operation({
  id: 'lemur_get_response',
  resource: 'llm',
  label: 'Get LeMUR Response',
  action: 'Get a LeMUR response',
  help: 'Reads an earlier answer of LeMUR again.',
  params: { request_id: requestId },
  ...ENDED,
  effect: 'read',
  run: ({ client, input, signal }) => client.lemur.retrieve(input.request_id, { signal }),
  output: textAnswerOutput('Answer'),
  sample: lemurTaskSample,
  source: 'rest-supplement.md 2',
});

export const lemurPurge = operation({
  id: 'lemur_purge',
  resource: 'llm',
  label: 'Purge LeMUR Request Data',
  action: 'Purge the data of a LeMUR request',
  help: 'Deletes what LeMUR keeps of a request: its answer and its context.',
  params: { request_id: requestId },
  ...ENDED,
  effect: 'delete',
  run: ({ client, input, signal }) => client.lemur.purge(input.request_id, { signal }),
  output: [
    { key: 'request_id', label: 'Request ID', type: 'text' },
    { key: 'request_id_to_purge', label: 'Purged Request ID', type: 'text' },
    { key: 'deleted', label: 'Deleted', type: 'flag' },
  ],
  sample: lemurPurgeSample,
  source: 'rest.md 11.7',
});
