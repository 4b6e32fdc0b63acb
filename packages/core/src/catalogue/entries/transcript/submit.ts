import { operation } from '../../kit/entry.ts';
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
  run: submitted,
  output: submittedOutput,
  sample: queuedSample,
  source: 'rest.md 4',
});
