import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { summarySample } from '../../samples/understanding.ts';
import { transcriptId } from '../transcript/fields.ts';
import { summary } from './features.ts';
import { understand } from './understand.ts';

const params = { transcript_id: transcriptId, ...summary };

const RESPONSE = 'speech_understanding.response.summarization';

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
  output: [
    { key: `${RESPONSE}.summary`, label: 'Summary', type: 'list' },
    { key: `${RESPONSE}.block_summary`, label: 'Summary in One Piece', type: 'text', optional: true },
    { key: `${RESPONSE}.bullets`, label: 'Bullet Points', type: 'list', optional: true },
    { key: `${RESPONSE}.status`, label: 'Status', type: 'text' },
  ],
  sample: summarySample,
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
