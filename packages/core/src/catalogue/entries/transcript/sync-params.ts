import { choices, flag, number, openChoice, terms, text } from '../../kit/fields.ts';
import { languages } from '../../vocabulary/languages.ts';

const source = 'newer.md 8';

/** Parameters of a sync transcription, as they stand in its config. */
export const syncParams = {
  model: openChoice({
    label: 'Model',
    help: 'The model that transcribes.',
    options: [{ value: 'universal-3-5-pro', label: 'Universal-3.5 Pro' }],
    serverDefault: 'universal-3-5-pro',
    source,
  }),
  prompt: text({
    label: 'Prompt',
    help: 'Instructions for the model. Languages are ignored with it.',
    multiline: true,
    maxLength: 6000,
    source,
  }),
  keyterms_prompt: terms({
    label: 'Key Terms',
    help: 'Words and names to listen for. Up to 8000 characters together.',
    maxItems: 100,
    source,
  }),
  conversation_context: terms({
    label: 'Conversation Context',
    help: 'Earlier turns of the conversation, the oldest first. Above 500 turns or 16,000 characters the oldest are ignored.',
    source,
  }),
  language_codes: choices({
    label: 'Languages',
    help: 'The languages of the audio. If left empty, English.',
    options: languages,
    open: true,
    example: ['en', 'es'],
    source,
  }),
  sample_rate: number({
    label: 'Sample Rate',
    help: 'Rate of PCM audio. WAV files carry it.',
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
    help: 'Channels of PCM audio. WAV files carry them.',
    whole: true,
    min: 1,
    max: 2,
    requires: [{ field: 'sample_rate', source }],
    source,
  }),
  timestamps: flag({
    label: 'Timestamps',
    help: 'Return when each word starts and ends. Takes a little longer.',
    serverDefault: false,
    source,
  }),
};
