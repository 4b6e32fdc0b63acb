import { operation, type Rule } from '../../kit/entry.ts';
import { listed } from '../../kit/reading/findings.ts';
import { KNOWN } from '../../kit/example.ts';
import { formattingSample } from '../../samples/understanding.ts';
import { transcriptId } from '../transcript/fields.ts';
import { formattedOutput, utterancesOutput } from '../transcript/output.ts';
import { customFormatting } from './features.ts';
import { statusOutput, understand } from './understand.ts';

const params = { transcript_id: transcriptId, ...customFormatting };

const rules: readonly Rule<typeof params>[] = [
  (
    { custom_formatting_date: date, custom_formatting_phone_number: phone, custom_formatting_email: email },
    _,
    { field },
  ) =>
    date === undefined &&
    phone === undefined &&
    email === undefined && {
      field: 'custom_formatting_date',
      message: `No format is set, so nothing would change. Fill in ${listed([field('custom_formatting_date'), field('custom_formatting_phone_number'), field('custom_formatting_email')], 'or')}.`,
    },
];

export const formatTranscript = operation({
  id: 'format_transcript',
  resource: 'transcript',
  label: 'Format Transcript',
  action: 'Format a transcript',
  help: 'Rewrites the dates, phone numbers, and email addresses of a finished transcript in a specific format.',
  params,
  rules,
  effect: 'write',
  reads: 'nothing',
  run: (context) => understand('custom_formatting', params, context),
  output: [...formattedOutput, ...utterancesOutput, statusOutput('custom_formatting')],
  example: {
    input: { transcript_id: KNOWN.transcriptId, custom_formatting_date: 'yyyy-mm-dd' },
    exchange: [
      {
        method: 'POST',
        host: 'llm',
        path: '/understanding',
        body: {
          transcript_id: KNOWN.transcriptId,
          speech_understanding: { request: { custom_formatting: { date: 'yyyy-mm-dd' } } },
        },
        answer: formattingSample,
      },
    ],
  },
  source: 'llm-gateway.md 3',
});
