import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { deletedSample } from '../../samples/transcript.ts';
import { transcriptId } from './fields.ts';

export const deleteTranscript = operation({
  id: 'delete_transcript',
  resource: 'transcript',
  label: 'Delete Transcript',
  action: 'Delete a transcript',
  help: 'Deletes the text and other data of a finished transcript. Its ID remains in the list.',
  params: { transcript_id: transcriptId },
  effect: 'delete',
  reads: 'nothing',
  run: ({ client, input, signal }) => client.transcripts.delete(input.transcript_id, { signal }),
  output: [
    { key: 'id', label: 'Transcript ID', type: 'text' },
    { key: 'status', label: 'Status', type: 'text' },
    { key: 'text', label: 'Confirmation', type: 'text' },
  ],
  sample: deletedSample,
  example: {
    input: { transcript_id: KNOWN.transcriptId },
    exchange: [{ method: 'DELETE', path: `/v2/transcript/${KNOWN.transcriptId}`, answer: deletedSample }],
  },
  source: 'rest.md 8',
});
