import { choice, choices, flag, number, openChoice, text } from '../../kit/fields.ts';
import { languages } from '../../vocabulary/languages.ts';
import { domains } from '../../vocabulary/speech-models.ts';
import { streamingModes } from '../../vocabulary/streaming.ts';

/** Context, languages, and vocabulary for the model. */
export const liveRecognitionParams = {
  mode: choice({
    group: 'recognition',
    label: 'Mode',
    help: 'Balance between accuracy and speed.',
    options: streamingModes,
    source: 'newer.md 4',
  }),
  agent_context: text({
    group: 'recognition',
    label: 'Agent Context',
    help: 'Context from a voice agent, such as what it said last. Up to 1,750 characters.',
    multiline: true,
    source: 'newer.md 4',
  }),
  previous_context_n_turns: number({
    group: 'recognition',
    label: 'Previous Context Turns',
    help: 'Number of earlier turns to use as context.',
    whole: true,
    min: 0,
    source: 'newer.md 4',
  }),
  language_codes: choices({
    group: 'recognition',
    label: 'Languages',
    help: 'Languages to expect in the audio.',
    options: languages,
    open: true,
    example: ['en', 'es'],
    source: 'newer.md 4',
  }),
  language_code: openChoice({
    group: 'recognition',
    label: 'Language Code',
    help: 'Language to expect.',
    options: languages,
    status: 'deprecated',
    note: 'Use Languages instead.',
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
    help: 'Replace profanity with asterisks.',
    serverDefault: false,
    source: 'newer.md 4',
  }),
};
