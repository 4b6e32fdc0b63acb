import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { translationSample } from '../../samples/understanding.ts';
import { transcriptId } from '../transcript/fields.ts';
import { translation } from './features.ts';
import { spokenOutput, understand } from './understand.ts';

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
  output: [{ key: 'translated_texts', label: 'Translations', type: 'object' }, ...spokenOutput],
  sample: translationSample,
  example: {
    input: { transcript_id: KNOWN.transcriptId, target_languages: ['de'] },
    exchange: [
      {
        method: 'POST',
        host: 'llm',
        path: '/understanding',
        body: {
          transcript_id: KNOWN.transcriptId,
          speech_understanding: { request: { translation: { target_languages: ['de'] } } },
        },
        answer: translationSample,
      },
    ],
  },
  source: 'llm-gateway.md 3',
});
