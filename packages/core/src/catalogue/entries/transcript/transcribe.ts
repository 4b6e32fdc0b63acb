import { job } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { queuedSample, transcriptSample } from '../../samples/transcript.ts';
import { outcomeOf } from './outcome.ts';
import { transcriptOutput } from './output.ts';
import { transcriptParams } from './params/index.ts';
import { transcriptRules } from './rules.ts';
import { canCallBack, deliveries, submitted } from './submission.ts';

export const transcribe = job({
  id: 'transcribe',
  resource: 'transcript',
  prominence: 'essential',
  label: 'Transcribe Audio',
  action: 'Transcribe an audio or video file',
  help: 'Transcribes an audio or video file and returns the finished transcript.',
  params: transcriptParams,
  rules: transcriptRules,
  effect: 'write',
  reads: 'nothing',
  canCallBack,
  deliveries,
  start: submitted,
  check: (context) => outcomeOf(context, context.transcriptId),
  async run(context) {
    const { client, signal, onStatus, deadlineMs } = context;
    const transcript = await submitted(context);
    onStatus?.(transcript);
    return client.transcripts.wait(transcript.id, { signal, onStatus, deadlineMs });
  },
  output: transcriptOutput,
  gives: 'transcript',
  example: {
    input: { audio_url: KNOWN.audioUrl, speaker_labels: true, format_text: false },
    exchange: [
      {
        method: 'POST',
        path: '/v2/transcript',
        body: { audio_url: KNOWN.audioUrl, speaker_labels: true, format_text: false },
        answer: queuedSample,
      },
      { method: 'GET', path: `/v2/transcript/${queuedSample.id}`, answer: transcriptSample },
    ],
  },
  source: 'rest.md 4, 5',
});
