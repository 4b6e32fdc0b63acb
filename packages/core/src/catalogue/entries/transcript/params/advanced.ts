import { choice, flag, json, terms } from '../../../kit/fields.ts';
import { boostLevels } from '../../../vocabulary/choices.ts';

/** Parameters that the catalogue lacks, and parameters that the API has replaced. */
export const advancedParams = {
  additional_params: json({
    group: 'advanced',
    label: 'Additional Parameters',
    help: 'Additional API parameters. They override all other fields.',
    shape: 'object',
    layout: 'merge',
    example: { some_new_parameter: true },
    source: 'ours: a new parameter of the vendor never has to wait for a release',
  }),
  word_boost: terms({
    group: 'advanced',
    label: 'Word Boost',
    help: 'Words to recognize more accurately with older models.',
    status: 'rejected',
    note: 'Use Key Terms instead.',
    replacedBy: 'keyterms_prompt',
    source: 'rest-supplement.md 4, newer.md 2',
  }),
  boost_param: choice({
    group: 'advanced',
    label: 'Word Boost Level',
    help: 'How strongly to boost the words.',
    options: boostLevels,
    serverDefault: 'default',
    status: 'rejected',
    note: 'Use Key Terms Match Strength instead.',
    replacedBy: 'keyterms_match_strength',
    requires: [{ field: 'word_boost', level: 'warn', source: 'rest-supplement.md 4' }],
    source: 'rest-supplement.md 4, newer.md 2',
  }),
  dual_channel: flag({
    group: 'advanced',
    label: 'Dual Channel',
    help: 'Transcribe both audio channels separately.',
    serverDefault: false,
    status: 'deprecated',
    note: 'Use Multichannel instead.',
    replacedBy: 'multichannel',
    conflicts: [{ field: 'multichannel', level: 'warn', source: 'rest-supplement.md 4' }],
    source: 'rest-supplement.md 4, newer.md 2',
  }),
  custom_topics: flag({
    group: 'advanced',
    label: 'Custom Topics',
    help: 'Detect custom topics.',
    serverDefault: false,
    status: 'deprecated',
    note: 'Has no effect.',
    source: 'rest-supplement.md 4, newer.md 2',
  }),
  topics: terms({
    group: 'advanced',
    label: 'Topics',
    help: 'Custom topics to detect.',
    status: 'deprecated',
    note: 'Has no effect.',
    source: 'rest-supplement.md 4, newer.md 2',
  }),
};
