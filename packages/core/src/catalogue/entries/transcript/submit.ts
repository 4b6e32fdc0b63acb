import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { queuedSample } from '../../samples/transcript.ts';
import { submittedOutput } from './output.ts';
import { transcriptParams } from './params/index.ts';
import { transcriptRules } from './rules.ts';
import { submitted } from './submission.ts';

export const submitTranscript = operation({
  id: 'submit_transcript',
  resource: 'transcript',
  label: 'Transcribe Without Waiting',
  action: 'Transcribe an audio or video file without waiting',
  help: 'Starts a transcription and goes on at once; the result comes by webhook, or when you ask for it.',
  params: transcriptParams,
  rules: transcriptRules,
  effect: 'write',
  reads: 'nothing',
  run: submitted,
  output: submittedOutput,
  example: {
    input: { audio_url: KNOWN.audioUrl, speech_threshold: 0 },
    exchange: [
      {
        method: 'POST',
        path: '/v2/transcript',
        body: { audio_url: KNOWN.audioUrl, speech_threshold: 0 },
        answer: queuedSample,
      },
    ],
  },
  source: 'rest.md 4',
});
