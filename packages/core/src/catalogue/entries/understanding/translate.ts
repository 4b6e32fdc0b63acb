import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { translationSample } from '../../samples/understanding.ts';
import { transcriptId } from '../transcript/fields.ts';
import { translationsOutput, utterancesOutput } from '../transcript/output.ts';
import { translation } from './features.ts';
import { statusOutput, understand } from './understand.ts';

const params = { transcript_id: transcriptId, ...translation };

export const translateTranscript = operation({
  id: 'translate_transcript',
  resource: 'transcript',
  label: 'Translate Transcript',
  action: 'Translate a transcript',
  help: 'Translates a finished transcript into other languages.',
  params,
  effect: 'write',
  reads: 'nothing',
  run: (context) => understand('translation', params, context),
  output: [translationsOutput, ...utterancesOutput, statusOutput('translation')],
  example: {
    input: { transcript_id: KNOWN.transcriptId, target_languages: ['es', 'de'], match_original_utterance: true },
    exchange: [
      {
        method: 'POST',
        host: 'llm',
        path: '/understanding',
        body: {
          transcript_id: KNOWN.transcriptId,
          speech_understanding: {
            request: { translation: { target_languages: ['es', 'de'], match_original_utterance: true } },
          },
        },
        answer: translationSample,
      },
    ],
  },
  source: 'llm-gateway.md 3',
});
