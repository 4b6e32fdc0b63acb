import { BadInputError } from '../../../errors.ts';
import { job } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { transcriptSample } from '../../samples/transcript.ts';
import { transcriptId } from './fields.ts';
import { outcomeOf } from './outcome.ts';
import { transcriptOutput } from './output.ts';

export const waitForTranscript = job({
  id: 'wait_for_transcript',
  resource: 'transcript',
  label: 'Wait for Transcript',
  action: 'Wait for a transcript',
  help: 'Waits until a transcript is finished and returns it.',
  params: { transcript_id: transcriptId },
  effect: 'read',
  reads: 'one',
  canCallBack: () => false,
  async start({ client, input, callback, signal }) {
    if (callback !== undefined)
      throw new BadInputError('A webhook cannot be added to an existing transcript. Poll its status instead.');
    return client.transcripts.get(input.transcript_id, { signal });
  },
  check: (context) => outcomeOf(context, context.input.transcript_id),
  run: ({ client, input, signal, onStatus, deadlineMs }) =>
    client.transcripts.wait(input.transcript_id, { signal, onStatus, deadlineMs }),
  output: transcriptOutput,
  gives: 'transcript',
  example: {
    input: { transcript_id: KNOWN.transcriptId },
    exchange: [{ method: 'GET', path: `/v2/transcript/${KNOWN.transcriptId}`, answer: transcriptSample }],
  },
  source: 'rest.md 5.1',
});
