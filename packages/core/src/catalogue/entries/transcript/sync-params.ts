import { choices, flag, number, openChoice, terms, text } from '../../kit/fields.ts';
import { languages } from '../../vocabulary/languages.ts';

const source = 'newer.md 8';

/** Parameters of a sync transcription, by their names in its `config`. */
export const syncParams = {
  model: openChoice({
    label: 'Model',
    help: 'Speech model to use.',
    options: [{ value: 'universal-3-5-pro', label: 'Universal-3.5 Pro' }],
    serverDefault: 'universal-3-5-pro',
    source,
  }),
  prompt: text({
    label: 'Prompt',
    help: 'Context and instructions for the model, up to 6,000 characters. If set, the languages are ignored.',
    multiline: true,
    maxLength: 6000,
    source,
  }),
  keyterms_prompt: terms({
    label: 'Key Terms',
    help: 'Names and terms to recognize more accurately. Up to 100 terms and 8,000 characters in total.',
    maxItems: 100,
    source,
  }),
  conversation_context: terms({
    label: 'Conversation Context',
    help: 'Earlier turns of the conversation, oldest first. Up to 500 turns and 16,000 characters are used.',
    source,
  }),
  language_codes: choices({
    label: 'Languages',
    help: 'Languages of the audio. Leave empty to use English.',
    options: languages,
    open: true,
    example: ['en', 'es'],
    source,
  }),
  sample_rate: number({
    label: 'Sample Rate',
    help: 'Sample rate of PCM audio. Leave empty for WAV files.',
    whole: true,
    min: 1000,
    max: 384_000,
    unit: 'Hz',
    example: 16_000,
    requires: [{ field: 'channels', source }],
    source,
  }),
  channels: number({
    label: 'Channels',
    help: 'Number of channels of PCM audio, 1 or 2. Leave empty for WAV files.',
    whole: true,
    min: 1,
    max: 2,
    requires: [{ field: 'sample_rate', source }],
    source,
  }),
  timestamps: flag({
    label: 'Timestamps',
    help: 'Return the start and end time of each word. Takes slightly longer.',
    serverDefault: false,
    source,
  }),
};
