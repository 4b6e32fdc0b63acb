import type { Transcript } from '../../../model.ts';
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
  run: async ({ client, input, signal }) => deleted(await client.transcripts.delete(input.transcript_id, { signal })),
  output: [
    { key: 'id', label: 'Transcript ID', type: 'text' },
    { key: 'deleted', label: 'Deleted', type: 'flag' },
  ],
  sample: deleted(deletedSample),
  example: {
    input: { transcript_id: KNOWN.transcriptId },
    exchange: [{ method: 'DELETE', path: `/v2/transcript/${KNOWN.transcriptId}`, answer: deletedSample }],
  },
  source: 'rest.md 8',
});

/** The emptied record, with a flag that later steps can check. */
function deleted(transcript: Transcript): Transcript & { readonly deleted: true } {
  return { ...transcript, deleted: true };
}
