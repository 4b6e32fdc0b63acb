import { choice } from '../fields.ts';
import { event } from '../operations.ts';
import { transcriptSample } from '../samples/transcript.ts';
import { transcriptOutput } from '../transcript/output.ts';
import { outcomes } from '../vocabulary/choices.ts';

/** Enough for what is finished between two looks, and one request. */
const LOOK_BACK = 100;

export const newTranscript = event({
  id: 'new_transcript',
  resource: 'transcript',
  delivery: 'polling',
  label: 'New Transcript',
  action: 'When there is a new transcript',
  help: 'Happens when a transcript of your account is done, however it was started; brings the whole transcript.',
  params: {
    outcome: choice({
      label: 'Outcome',
      help: 'Which transcripts to hear of. Without a choice, of both.',
      options: outcomes,
      place: 'local',
      source: 'rest-supplement.md 2',
    }),
  },
  effect: 'read',
  async poll({ client, input: { outcome }, signal }) {
    const { transcripts } = await client.transcripts.list({ limit: LOOK_BACK, status: outcome }, { signal });
    return transcripts.filter(({ status }) => status === 'completed' || status === 'error');
  },
  load: ({ client, transcriptId, signal }) => client.transcripts.get(transcriptId, { signal }),
  output: transcriptOutput,
  gives: 'transcript',
  sample: transcriptSample,
  source: 'rest.md 7, rest-supplement.md 2',
});
