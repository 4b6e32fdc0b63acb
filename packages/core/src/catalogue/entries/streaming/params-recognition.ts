import { choice, choices, flag, number, openChoice, text } from '../../kit/fields.ts';
import { languages } from '../../vocabulary/languages.ts';
import { domains } from '../../vocabulary/speech-models.ts';
import { streamingModes } from '../../vocabulary/streaming.ts';

/** What the model listens for. */
export const liveRecognitionParams = {
  mode: choice({
    group: 'recognition',
    label: 'Mode',
    help: 'Whether the model favors accuracy or speed.',
    options: streamingModes,
    source: 'newer.md 4',
  }),
  agent_context: text({
    group: 'recognition',
    label: 'Agent Context',
    help: 'What a voice agent said last or knows, as context for the model. Up to 1,750 characters.',
    multiline: true,
    source: 'newer.md 4',
  }),
  previous_context_n_turns: number({
    group: 'recognition',
    label: 'Turns of Context',
    help: 'How many earlier turns the model takes into account.',
    whole: true,
    min: 0,
    source: 'newer.md 4',
  }),
  language_codes: choices({
    group: 'recognition',
    label: 'Languages',
    help: 'The languages to expect. Choose one for a single language.',
    options: languages,
    open: true,
    example: ['en', 'es'],
    source: 'newer.md 4',
  }),
  language_code: openChoice({
    group: 'recognition',
    label: 'Language Code',
    help: 'The language to expect.',
    options: languages,
    status: 'deprecated',
    note: 'Use a list of one language instead.',
    replacedBy: 'language_codes',
    conflicts: [{ field: 'language_codes', level: 'warn', source: 'newer.md 4' }],
    source: 'newer.md 4',
  }),
  domain: openChoice({
    group: 'recognition',
    label: 'Domain',
    help: 'Subject area with specialized vocabulary, such as medicine.',
    options: domains,
    source: 'newer.md 4',
  }),
  filter_profanity: flag({
    group: 'recognition',
    label: 'Profanity Filtering',
    help: 'Replace swear words by asterisks.',
    serverDefault: false,
    source: 'newer.md 4',
  }),
};
