import { isEnded } from '../../../client/wait.ts';
import { notDeleted } from '../../../deleted.ts';
import { choice } from '../../kit/fields.ts';
import { event } from '../../kit/entry.ts';
import { transcriptSample } from '../../samples/transcript.ts';
import { transcriptOutput } from '../transcript/output.ts';
import { outcomes } from '../../vocabulary/choices.ts';

export const transcriptReady = event({
  id: 'transcript_ready',
  resource: 'transcript',
  delivery: 'webhook',
  label: 'Transcript Ready',
  action: 'On transcript ready',
  help: 'Triggers when a transcript submitted with this webhook URL is finished. Returns the full transcript.',
  params: {
    outcome: choice({
      prominence: 'essential',
      label: 'Outcome',
      help: 'Which results start the workflow. Leave empty for both.',
      options: outcomes,
      place: 'local',
      source: 'webhooks.md 2',
    }),
  },
  effect: 'read',
  async load({ client, input: { outcome }, transcriptId, signal }) {
    const transcript = notDeleted(await client.transcripts.get(transcriptId, { signal }));
    // Anyone can call the webhook URL, so the status comes from the API.
    if (!isEnded(transcript)) return undefined;
    return outcome === undefined || transcript.status === outcome ? transcript : undefined;
  },
  output: transcriptOutput,
  gives: 'transcript',
  sample: transcriptSample,
  source: 'webhooks.md 2, 7',
});
