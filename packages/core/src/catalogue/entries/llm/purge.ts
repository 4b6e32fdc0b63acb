import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { lemurPurgeSample } from '../../samples/llm.ts';
import { lemurEnded, lemurRequestId } from './fields.ts';

export const lemurPurge = operation({
  id: 'lemur_purge',
  resource: 'llm',
  prominence: 'rare',
  label: 'Purge LeMUR Request Data',
  action: 'Purge the data of a LeMUR request',
  help: 'Deletes the stored data of a LeMUR request. Fails unless your account still has LeMUR.',
  params: { request_id: lemurRequestId },
  ...lemurEnded,
  effect: 'delete',
  reads: 'nothing',
  run: ({ client, input, signal }) => client.lemur.purge(input.request_id, { signal }),
  output: [
    { key: 'request_id', from: 'request_id_to_purge', label: 'Request ID', type: 'text' },
    { key: 'deleted', label: 'Deleted', type: 'flag' },
  ],
  example: {
    input: { request_id: KNOWN.lemurRequestId },
    exchange: [{ method: 'DELETE', path: `/lemur/v3/${KNOWN.lemurRequestId}`, answer: lemurPurgeSample }],
  },
  source: 'rest.md 11.7',
});
