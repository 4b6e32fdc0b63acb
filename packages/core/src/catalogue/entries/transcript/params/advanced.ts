import { choice, flag, json, terms } from '../../../kit/fields.ts';
import { boostLevels } from '../../../vocabulary/choices.ts';

/** What is new, and what is old. */
export const advancedParams = {
  additional_params: json({
    group: 'advanced',
    label: 'Additional Parameters',
    help: 'Parameters that this form does not have yet, by the names that the API gives them. They win over the fields above.',
    shape: 'object',
    layout: 'merge',
    example: { some_new_parameter: true },
    source: 'ours: a new parameter of the vendor never has to wait for a release',
  }),
  word_boost: terms({
    group: 'advanced',
    label: 'Word Boost',
    help: 'Words that are likely to be said, for the models of 2025.',
    status: 'rejected',
    note: 'Use Key Terms instead.',
    replacedBy: 'keyterms_prompt',
    source: 'rest-supplement.md 4, newer.md 2',
  }),
  boost_param: choice({
    group: 'advanced',
    label: 'Word Boost Level',
    help: 'How strongly the boosted words are preferred.',
    options: boostLevels,
    serverDefault: 'default',
    status: 'rejected',
    note: 'Use Key Terms Strength instead.',
    replacedBy: 'keyterms_match_strength',
    requires: [{ field: 'word_boost', level: 'warn', source: 'rest-supplement.md 4' }],
    source: 'rest-supplement.md 4, newer.md 2',
  }),
  dual_channel: flag({
    group: 'advanced',
    label: 'Dual Channel',
    help: 'Transcribe the two channels of the recording by themselves.',
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
    help: 'Look for topics of your own.',
    serverDefault: false,
    status: 'deprecated',
    note: 'It has no effect any more.',
    source: 'rest-supplement.md 4, newer.md 2',
  }),
  topics: terms({
    group: 'advanced',
    label: 'Topics',
    help: 'The topics to look for.',
    status: 'deprecated',
    note: 'It has no effect any more.',
    source: 'rest-supplement.md 4, newer.md 2',
  }),
};
