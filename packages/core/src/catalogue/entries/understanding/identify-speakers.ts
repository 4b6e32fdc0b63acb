import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { speakersSample } from '../../samples/understanding.ts';
import { transcriptId } from '../transcript/fields.ts';
import { speakersOutput, utterancesOutput } from '../transcript/output.ts';
import { speakerIdentification } from './features.ts';
import { speakerRules } from './rules.ts';
import { statusOutput, understand } from './understand.ts';

const params = { transcript_id: transcriptId, ...speakerIdentification };

export const identifySpeakers = operation({
  id: 'identify_speakers',
  resource: 'transcript',
  label: 'Identify Speakers',
  action: 'Identify the speakers of a transcript',
  help: 'Replaces speaker labels such as A and B in a finished transcript with names or roles.',
  params,
  rules: speakerRules,
  effect: 'write',
  reads: 'nothing',
  run: (context) => understand('speaker_identification', params, context),
  output: [speakersOutput, ...utterancesOutput, statusOutput('speaker_identification')],
  example: {
    input: {
      transcript_id: KNOWN.transcriptId,
      speaker_type: 'name',
      known_values: ['Michel Martin', 'Peter DeCarlo'],
    },
    exchange: [
      {
        method: 'POST',
        host: 'llm',
        path: '/understanding',
        body: {
          transcript_id: KNOWN.transcriptId,
          speech_understanding: {
            request: {
              speaker_identification: { speaker_type: 'name', known_values: ['Michel Martin', 'Peter DeCarlo'] },
            },
          },
        },
        answer: speakersSample,
      },
    ],
  },
  source: 'llm-gateway.md 3',
});
