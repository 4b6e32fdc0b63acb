import { flag, openChoice, rows, terms, text } from '../../../kit/fields.ts';
import { audioTags } from '../../../vocabulary/choices.ts';
import { ENGLISH, PROFANITY_LANGUAGES } from '../../../vocabulary/feature-languages.ts';
import { promptableModels } from '../../../vocabulary/speech-models.ts';

/** How the words are written down. */
export const formattingParams = {
  punctuate: flag({
    group: 'formatting',
    label: 'Punctuation',
    help: 'Add punctuation. It is on unless you turn it off.',
    serverDefault: true,
    source: 'rest.md 4.2',
  }),
  format_text: flag({
    group: 'formatting',
    label: 'Text Formatting',
    help: 'Write names with capitals and numbers as digits. It is on unless you turn it off.',
    serverDefault: true,
    source: 'rest.md 4.2',
  }),
  disfluencies: flag({
    prominence: 'common',
    group: 'formatting',
    label: 'Filler Words',
    help: 'Keep words such as um and uh, which are left out otherwise.',
    serverDefault: false,
    languages: ENGLISH,
    source: 'rest.md 4.2',
  }),
  filter_profanity: flag({
    prominence: 'common',
    group: 'formatting',
    label: 'Profanity Filtering',
    help: 'Put asterisks in the place of swear words.',
    serverDefault: false,
    languages: PROFANITY_LANGUAGES,
    source: 'rest.md 4.2',
  }),
  custom_spelling: rows({
    prominence: 'common',
    group: 'formatting',
    label: 'Custom Spelling',
    help: 'Words to spell in your own way.',
    columns: {
      from: terms({
        label: 'Heard',
        help: 'The words or phrases to replace. Capitals make no difference.',
        required: true,
        example: ['Decarlo'],
        source: 'rest.md 4.2',
      }),
      to: text({
        label: 'Written',
        help: 'The word to put in their place, just as it is here.',
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
    help: 'Marks of sounds and speakers to leave out of the text.',
    options: audioTags,
    models: promptableModels,
    source: 'newer.md 2',
  }),
};
