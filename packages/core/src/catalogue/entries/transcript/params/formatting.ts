import { flag, openChoice, rows, terms, text } from '../../../kit/fields.ts';
import { audioTags } from '../../../vocabulary/choices.ts';
import { ENGLISH, PROFANITY_LANGUAGES } from '../../../vocabulary/feature-languages.ts';
import { promptableModels } from '../../../vocabulary/speech-models.ts';

/** Punctuation, spelling, and other formatting of the text. */
export const formattingParams = {
  punctuate: flag({
    group: 'formatting',
    label: 'Punctuation',
    help: 'Add punctuation to the text. On by default.',
    serverDefault: true,
    source: 'rest.md 4.2',
  }),
  format_text: flag({
    group: 'formatting',
    label: 'Text Formatting',
    help: 'Capitalize names and write numbers as digits. On by default.',
    serverDefault: true,
    source: 'rest.md 4.2',
  }),
  disfluencies: flag({
    prominence: 'common',
    group: 'formatting',
    label: 'Filler Words',
    help: 'Keep filler words, such as um and uh, in the text.',
    serverDefault: false,
    languages: ENGLISH,
    source: 'rest.md 4.2',
  }),
  filter_profanity: flag({
    prominence: 'common',
    group: 'formatting',
    label: 'Profanity Filtering',
    help: 'Replace profanity with asterisks. Some words may remain.',
    serverDefault: false,
    languages: PROFANITY_LANGUAGES,
    source: 'rest.md 4.2',
  }),
  custom_spelling: rows({
    prominence: 'common',
    group: 'formatting',
    label: 'Custom Spelling',
    help: 'Words and phrases to spell in a specific way.',
    columns: {
      from: terms({
        label: 'From',
        help: 'Words or phrases to replace. Not case-sensitive.',
        required: true,
        example: ['Decarlo'],
        source: 'rest.md 4.2',
      }),
      to: text({
        label: 'To',
        help: 'Single word to use instead, in this exact case.',
        required: true,
        maxWords: 1,
        example: 'DeCarlo',
        source: 'rest.md 4.2',
      }),
    },
    example: [{ from: ['Decarlo'], to: 'DeCarlo' }],
    source: 'rest.md 4.2',
  }),
  remove_audio_tags: openChoice({
    group: 'formatting',
    label: 'Remove Audio Tags',
    help: 'Tags for sounds and speakers to remove from the text.',
    options: audioTags,
    models: promptableModels,
    source: 'newer.md 2',
  }),
};
