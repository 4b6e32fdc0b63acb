import { flag, number, withWords } from '../../../kit/fields.ts';
import { speakerIdentification } from '../../understanding/features.ts';
import { SPEAKER_LANGUAGES } from '../../../vocabulary/feature-languages.ts';

const labelled = { speaker_labels: true } as const;

/** Speaker labels, channels, and speaker identification. */
export const speakerParams = {
  speaker_labels: flag({
    prominence: 'essential',
    group: 'speakers',
    label: 'Speaker Labels',
    help: 'Detect the speakers and label what each one says.',
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
    help: 'Exact number of speakers. Set it only if you are certain.',
    whole: true,
    min: 1,
    example: 3,
    showWhen: labelled,
    source: 'rest.md 4.3',
  }),
  min_speakers_expected: number({
    group: 'speakers',
    label: 'Minimum Speakers',
    help: 'Minimum number of speakers to expect. Defaults to 1.',
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
    label: 'Maximum Speakers',
    help: 'Maximum number of speakers to expect. Too high a value lowers accuracy.',
    whole: true,
    min: 1,
    example: 5,
    at: 'speaker_options.max_speakers_expected',
    showWhen: labelled,
    source: 'rest.md 4.3',
  }),
  include_speaker_confidence: flag({
    group: 'speakers',
    label: 'Include Speaker Confidence',
    help: 'Return the confidence of each speaker label.',
    at: 'speaker_options.include_speaker_confidence',
    showWhen: labelled,
    source: 'newer.md 2',
  }),
  multichannel: flag({
    prominence: 'common',
    group: 'speakers',
    label: 'Multichannel',
    help: 'Transcribe each audio channel separately. Adds about 25% to processing time.',
    serverDefault: false,
    source: 'rest.md 4.3',
  }),
  speaker_identification: flag({
    prominence: 'common',
    group: 'speakers',
    label: 'Speaker Identification',
    help: 'Replace speaker labels such as A and B with names or roles.',
    layout: 'presence',
    at: 'speech_understanding.request.speaker_identification',
    source: 'newer.md 2',
  }),
  ...withWords(speakerIdentification, { group: 'speakers', showWhen: { speaker_identification: true } }),
};
