import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { summarySample } from '../../samples/understanding.ts';
import { transcriptId } from '../transcript/fields.ts';
import { summaryOutput } from '../transcript/output.ts';
import { summary } from './features.ts';
import { statusOutput, understand } from './understand.ts';

const params = { transcript_id: transcriptId, ...summary };

export const summarizeTranscript = operation({
  id: 'summarize_transcript',
  resource: 'transcript',
  prominence: 'essential',
  label: 'Summarize Transcript',
  action: 'Summarize a transcript',
  help: 'Summarizes a finished transcript.',
  params,
  effect: 'write',
  reads: 'nothing',
  run: (context) => understand('summarization', params, context),
  output: [...summaryOutput, statusOutput('summarization')],
  example: {
    input: { transcript_id: KNOWN.transcriptId },
    exchange: [
      {
        method: 'POST',
        host: 'llm',
        path: '/understanding',
        body: { transcript_id: KNOWN.transcriptId, speech_understanding: { request: { summarization: {} } } },
        answer: summarySample,
      },
    ],
  },
  source: 'newer.md 2',
});
