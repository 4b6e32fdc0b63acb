import { choice, flag, number, openChoice, terms, text } from '../../kit/fields.ts';
import { liveEncodings, liveModels, promptableLiveModels } from '../../vocabulary/streaming.ts';
import { liveAudioParams } from './params-audio.ts';
import { liveDeliveryParams } from './params-delivery.ts';
import { livePrivacyParams } from './params-privacy.ts';
import { liveRecognitionParams } from './params-recognition.ts';
import { liveTurnParams } from './params-turns.ts';

const CONTRACT = 'streaming.md 3';
const SPEC = 'newer.md 4';

/** Parameters of a streaming session, by their names in the query string. */
export const streamingParams = {
  sample_rate: number({
    label: 'Sample Rate',
    help: 'Sample rate of the audio to send. Required for PCM and mu-law.',
    whole: true,
    // Ours: the documentation has no limits.
    min: 1000,
    max: 384_000,
    unit: 'Hz',
    example: 16_000,
    source: CONTRACT,
  }),
  encoding: openChoice({
    label: 'Encoding',
    help: 'Audio encoding. Defaults to 16-bit PCM.',
    options: liveEncodings,
    serverDefault: 'pcm_s16le',
    source: CONTRACT,
  }),
  speech_model: openChoice({
    label: 'Speech Model',
    help: 'Speech model to use. AssemblyAI often adds and retires models.',
    options: liveModels,
    source: SPEC,
  }),
  format_turns: flag({
    label: 'Format Turns',
    help: 'Send each finished turn again with punctuation and capitalization.',
    source: CONTRACT,
  }),
  end_of_turn_confidence_threshold: number({
    label: 'End-of-Turn Confidence Threshold',
    help: 'Minimum confidence that a turn has ended, from 0 to 1. At 1, only silence ends a turn.',
    min: 0,
    max: 1,
    example: 0.7,
    source: 'streaming.md 8',
  }),
  min_turn_silence: number({
    label: 'Minimum Turn Silence',
    help: 'Silence that ends a turn if the model is confident that the turn is over.',
    whole: true,
    min: 0,
    unit: 'ms',
    example: 400,
    source: SPEC,
  }),
  min_end_of_turn_silence_when_confident: number({
    label: 'Minimum End-of-Turn Silence When Confident',
    help: 'Silence that ends a turn if the model is confident that the turn is over.',
    whole: true,
    min: 0,
    unit: 'ms',
    status: 'deprecated',
    note: 'Use Minimum Turn Silence instead.',
    replacedBy: 'min_turn_silence',
    source: CONTRACT,
  }),
  max_turn_silence: number({
    label: 'Maximum Turn Silence',
    help: 'Silence that always ends a turn.',
    whole: true,
    min: 0,
    unit: 'ms',
    example: 1280,
    source: CONTRACT,
  }),
  vad_threshold: number({
    label: 'VAD Threshold',
    help: 'Minimum confidence that a sound is speech, from 0 to 1. Raise it for noisy audio.',
    min: 0,
    max: 1,
    example: 0.4,
    source: SPEC,
  }),
  keyterms_prompt: terms({
    label: 'Key Terms',
    help: 'Names and terms to recognize more accurately. Up to 100 terms.',
    source: SPEC,
  }),
  keyterms: terms({
    label: 'Key Terms (Deprecated)',
    help: 'Names and terms to recognize more accurately.',
    status: 'deprecated',
    note: 'Use Key Terms instead.',
    replacedBy: 'keyterms_prompt',
    source: CONTRACT,
  }),
  prompt: text({
    label: 'Prompt',
    help: 'Context and instructions for the model. Up to 1,750 characters.',
    multiline: true,
    models: promptableLiveModels,
    source: 'newer.md 4',
  }),
  language_detection: flag({
    label: 'Language Detection',
    help: 'Return the language of each turn.',
    source: SPEC,
  }),
  language: choice({
    label: 'Language',
    help: 'Language of the audio.',
    options: [
      { value: 'en', label: 'English' },
      { value: 'multi', label: 'Multilingual' },
    ],
    status: 'deprecated',
    note: 'Use Speech Model instead.',
    replacedBy: 'speech_model',
    source: SPEC,
  }),
  speaker_labels: flag({
    label: 'Speaker Labels',
    help: 'Detect the speakers and label what each one says.',
    source: SPEC,
  }),
  max_speakers: number({
    label: 'Maximum Speakers',
    help: 'Maximum number of speakers to expect, from 1 to 10.',
    whole: true,
    min: 1,
    max: 10,
    requires: [{ field: 'speaker_labels', is: true, level: 'warn', source: SPEC }],
    source: SPEC,
  }),
  inactivity_timeout: number({
    label: 'Inactivity Timeout',
    help: 'Time in seconds without audio until the session ends, from 5 to 3,600. Leave empty for no timeout.',
    whole: true,
    min: 5,
    max: 3600,
    unit: 's',
    example: 60,
    source: SPEC,
  }),
  ...liveRecognitionParams,
  ...liveTurnParams,
  ...liveAudioParams,
  ...livePrivacyParams,
  ...liveDeliveryParams,
};

export type StreamingFields = typeof streamingParams;

/** Parameters that `UpdateConfiguration` can change during a session. Source: `streaming.md` section 5, `newer.md` 4. */
export const LIVE_CHANGES = [
  'format_turns',
  'end_of_turn_confidence_threshold',
  'min_turn_silence',
  'min_end_of_turn_silence_when_confident',
  'max_turn_silence',
  'vad_threshold',
  'keyterms_prompt',
  'prompt',
  'agent_context',
  'language_codes',
  'filter_profanity',
  'continuous_partials',
  'interruption_delay',
  'turn_left_pad_ms',
  'session_heartbeat',
  'acknowledge_silence',
] as const satisfies readonly (keyof StreamingFields)[];
