import { flag, number, withWords } from '../../../kit/fields.ts';
import { speakerIdentification } from '../../understanding/features.ts';
import { SPEAKER_LANGUAGES } from '../../../vocabulary/feature-languages.ts';

const labelled = { speaker_labels: true } as const;

/** Who says what. */
export const speakerParams = {
  speaker_labels: flag({
    prominence: 'essential',
    group: 'speakers',
    label: 'Speaker Labels',
    help: 'Tell the speakers apart and mark who says what.',
    serverDefault: false,
    languages: SPEAKER_LANGUAGES,
    conflicts: [
      { field: 'multichannel', source: 'rest.md 4.6' },
      { field: 'dual_channel', source: 'rest.md 4.6' },
    ],
    source: 'rest.md 4.3',
  }),
  speakers_expected: number({
    prominence: 'common',
    group: 'speakers',
    label: 'Number of Speakers',
    help: 'How many people speak. Fill it in only if you are certain.',
    whole: true,
    min: 1,
    example: 3,
    showWhen: labelled,
    source: 'rest.md 4.3',
  }),
  min_speakers_expected: number({
    group: 'speakers',
    label: 'Fewest Speakers',
    help: 'The smallest number of people who may be speaking.',
    whole: true,
    min: 1,
    serverDefault: 1,
    example: 3,
    at: 'speaker_options.min_speakers_expected',
    showWhen: labelled,
    source: 'rest.md 4.3',
  }),
  max_speakers_expected: number({
    group: 'speakers',
    label: 'Most Speakers',
    help: 'The greatest number of people who may be speaking. Too high a number makes the result worse.',
    whole: true,
    min: 1,
    example: 5,
    at: 'speaker_options.max_speakers_expected',
    showWhen: labelled,
    source: 'rest.md 4.3',
  }),
  include_speaker_confidence: flag({
    group: 'speakers',
    label: 'Speaker Confidence',
    help: 'Return how sure the service is of the speaker of each word and utterance.',
    at: 'speaker_options.include_speaker_confidence',
    showWhen: labelled,
    source: 'newer.md 2',
  }),
  multichannel: flag({
    prominence: 'common',
    group: 'speakers',
    label: 'Multichannel',
    help: 'Transcribe each channel of the recording by itself. Takes about a quarter longer.',
    serverDefault: false,
    source: 'rest.md 4.3',
  }),
  speaker_identification: flag({
    prominence: 'common',
    group: 'speakers',
    label: 'Speaker Identification',
    help: 'Replace the letters of the speakers by their names or roles.',
    layout: 'presence',
    at: 'speech_understanding.request.speaker_identification',
    source: 'newer.md 2',
  }),
  ...withWords(speakerIdentification, { group: 'speakers', showWhen: { speaker_identification: true } }),
};
