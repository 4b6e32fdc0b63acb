import { choice, flag, number, openChoice, terms, text } from '../../kit/fields.ts';
import { liveEncodings, liveModels, promptableLiveModels } from '../../vocabulary/streaming.ts';
import { liveAudioParams } from './params-audio.ts';
import { liveDeliveryParams } from './params-delivery.ts';
import { livePrivacyParams } from './params-privacy.ts';
import { liveRecognitionParams } from './params-recognition.ts';
import { liveTurnParams } from './params-turns.ts';

const CONTRACT = 'streaming.md 3';
const SPEC = 'newer.md 4';

/** Parameters of a live connection, as they stand in its address. */
export const streamingParams = {
  sample_rate: number({
    label: 'Sample Rate',
    help: 'Rate of the audio that will be sent. Required for PCM and mu-law.',
    whole: true,
    // Ours: the documentation states no bounds.
    min: 1000,
    max: 384_000,
    unit: 'Hz',
    example: 16_000,
    source: CONTRACT,
  }),
  encoding: openChoice({
    label: 'Encoding',
    help: 'How the samples are written.',
    options: liveEncodings,
    serverDefault: 'pcm_s16le',
    source: CONTRACT,
  }),
  speech_model: openChoice({
    label: 'Speech Model',
    help: 'The model that listens. The vendor adds and retires models often.',
    options: liveModels,
    source: SPEC,
  }),
  format_turns: flag({
    label: 'Format Turns',
    help: 'Send each finished turn once more with punctuation and case.',
    source: CONTRACT,
  }),
  end_of_turn_confidence_threshold: number({
    label: 'End-of-Turn Confidence',
    help: 'How sure the model must be that a turn is over. 1 leaves it to silence alone.',
    min: 0,
    max: 1,
    example: 0.7,
    source: 'streaming.md 8',
  }),
  min_turn_silence: number({
    label: 'Shortest Silence at a Turn End',
    help: 'Silence that ends a turn when the model is sure.',
    whole: true,
    min: 0,
    unit: 'ms',
    example: 400,
    source: SPEC,
  }),
  min_end_of_turn_silence_when_confident: number({
    label: 'Shortest Silence at a Turn End (older name)',
    help: 'Silence that ends a turn when the model is sure.',
    whole: true,
    min: 0,
    unit: 'ms',
    status: 'deprecated',
    note: 'Today it is called min_turn_silence.',
    replacedBy: 'min_turn_silence',
    source: CONTRACT,
  }),
  max_turn_silence: number({
    label: 'Longest Silence in a Turn',
    help: 'Silence that ends a turn in any case.',
    whole: true,
    min: 0,
    unit: 'ms',
    example: 1280,
    source: CONTRACT,
  }),
  vad_threshold: number({
    label: 'Voice Threshold',
    help: 'How sure it must be that a sound is speech. Raise it in noise.',
    min: 0,
    max: 1,
    example: 0.4,
    source: SPEC,
  }),
  keyterms_prompt: terms({
    label: 'Key Terms',
    help: 'Words and names to listen for.',
    source: SPEC,
  }),
  keyterms: terms({
    label: 'Key Terms (older name)',
    help: 'Words and names to listen for.',
    status: 'deprecated',
    note: 'Today it is called keyterms_prompt.',
    replacedBy: 'keyterms_prompt',
    source: CONTRACT,
  }),
  prompt: text({
    label: 'Prompt',
    help: 'Instructions for the model.',
    multiline: true,
    models: promptableLiveModels,
    source: 'newer.md 4',
  }),
  language_detection: flag({
    label: 'Language Detection',
    help: 'Say which language each turn is in.',
    source: SPEC,
  }),
  language: choice({
    label: 'Language',
    help: 'The language of the audio.',
    options: [
      { value: 'en', label: 'English' },
      { value: 'multi', label: 'Several' },
    ],
    status: 'deprecated',
    note: 'Choose a speech model instead.',
    replacedBy: 'speech_model',
    source: SPEC,
  }),
  speaker_labels: flag({
    label: 'Speaker Labels',
    help: 'Tell the speakers apart.',
    source: SPEC,
  }),
  max_speakers: number({
    label: 'Most Speakers',
    help: 'How many people speak at most.',
    whole: true,
    min: 1,
    max: 10,
    requires: [{ field: 'speaker_labels', is: true, level: 'warn', source: SPEC }],
    source: SPEC,
  }),
  inactivity_timeout: number({
    label: 'Inactivity Timeout',
    help: 'The service ends the session when no audio comes for so long.',
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

/** What `UpdateConfiguration` changes in a running session. Source: `streaming.md` section 5, `newer.md` 4. */
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
