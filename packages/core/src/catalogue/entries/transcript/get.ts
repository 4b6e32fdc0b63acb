import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { transcriptSample } from '../../samples/transcript.ts';
import { transcriptId } from './fields.ts';
import { transcriptOutput } from './output.ts';

export const getTranscript = operation({
  id: 'get_transcript',
  resource: 'transcript',
  label: 'Get Transcript',
  action: 'Get a transcript',
  help: 'Gets a transcript and its status, whether or not it is finished.',
  params: { transcript_id: transcriptId },
  effect: 'read',
  reads: 'one',
  run: ({ client, input, signal }) => client.transcripts.get(input.transcript_id, { signal }),
  output: transcriptOutput,
  gives: 'transcript',
  example: {
    input: { transcript_id: KNOWN.transcriptId },
    exchange: [{ method: 'GET', path: `/v2/transcript/${KNOWN.transcriptId}`, answer: transcriptSample }],
  },
  source: 'rest.md 5',
});
