import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { lemurTaskSample } from '../../samples/llm.ts';
import { lemurEnded, lemurRequestId } from './fields.ts';
import { answerOutput } from './output.ts';

export const lemurGetResponse = operation({
  id: 'lemur_get_response',
  resource: 'llm',
  prominence: 'rare',
  label: 'Get LeMUR Response',
  action: 'Get a LeMUR response',
  help: 'Gets the response to an earlier LeMUR request. Fails unless your account still has LeMUR.',
  params: { request_id: lemurRequestId },
  ...lemurEnded,
  effect: 'read',
  reads: 'content',
  run: ({ client, input, signal }) => client.lemur.retrieve(input.request_id, { signal }),
  output: answerOutput,
  example: {
    input: { request_id: KNOWN.lemurRequestId },
    exchange: [{ method: 'GET', path: `/lemur/v3/${KNOWN.lemurRequestId}`, answer: lemurTaskSample }],
  },
  source: 'rest-supplement.md 2',
});
