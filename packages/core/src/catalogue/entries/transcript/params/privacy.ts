import { choice, choices, flag, rows, terms, text } from '../../../kit/fields.ts';
import { audioQualities, audioRedactions, substitutions } from '../../../vocabulary/choices.ts';
import { ENTITY_LANGUAGES } from '../../../vocabulary/feature-languages.ts';
import { piiPolicies } from '../../../vocabulary/pii-policies.ts';

const redacting = { redact_pii: true } as const;
const redactingAudio = { redact_pii: true, redact_pii_audio: true } as const;

/** Redaction of personal information in the text and the audio. */
export const privacyParams = {
  redact_pii: flag({
    prominence: 'common',
    group: 'privacy',
    label: 'PII Redaction',
    help: 'Remove personal information from the text. Summaries and other results may still contain it.',
    serverDefault: false,
    languages: ENTITY_LANGUAGES,
    source: 'rest.md 4.4',
  }),
  redact_pii_policies: choices({
    prominence: 'common',
    group: 'privacy',
    label: 'PII Policies',
    help: 'Types of personal information to remove.',
    options: piiPolicies,
    open: true,
    example: ['person_name', 'phone_number'],
    showWhen: redacting,
    source: 'rest.md 4.4, rest-supplement.md 7',
  }),
  redact_pii_sub: choice({
    prominence: 'common',
    group: 'privacy',
    label: 'PII Substitution',
    help: 'Text that replaces the removed information. Defaults to hash signs.',
    options: substitutions,
    serverDefault: 'hash',
    showWhen: redacting,
    source: 'rest.md 4.4',
  }),
  redact_static_entities: rows({
    group: 'privacy',
    label: 'Custom Terms to Redact',
    help: 'Additional words and phrases to remove, and the names that replace them.',
    columns: {
      label: text({
        label: 'Name',
        help: 'Name that replaces the terms.',
        required: true,
        example: 'PROJECT',
        source: 'newer.md 2',
      }),
      terms: terms({
        label: 'Terms',
        help: 'Words or phrases to remove.',
        required: true,
        example: ['Blue Falcon'],
        source: 'newer.md 2',
      }),
    },
    layout: 'map',
    showWhen: redacting,
    source: 'newer.md 2',
  }),
  redact_pii_return_unredacted: flag({
    group: 'privacy',
    label: 'Return Unredacted Text',
    help: 'Return the original text as well.',
    serverDefault: false,
    showWhen: redacting,
    source: 'newer.md 2',
  }),
  redact_pii_audio: flag({
    prominence: 'common',
    group: 'privacy',
    label: 'PII Audio Redaction',
    help: 'Create a copy of the audio with personal information beeped out. Files can be up to 1 GB.',
    serverDefault: false,
    regions: ['us'],
    showWhen: redacting,
    requires: [{ field: 'redact_pii', is: true, source: 'rest.md 4.6' }],
    source: 'rest.md 4.4',
  }),
  redact_pii_audio_quality: choice({
    group: 'privacy',
    label: 'Redacted Audio Format',
    help: 'File format of the redacted audio. Defaults to MP3.',
    options: audioQualities,
    serverDefault: 'mp3',
    showWhen: redactingAudio,
    source: 'rest.md 4.4',
  }),
  return_redacted_no_speech_audio: flag({
    group: 'privacy',
    label: 'Return Redacted Audio Without Speech',
    help: 'Return redacted audio even if the recording contains no speech.',
    serverDefault: false,
    at: 'redact_pii_audio_options.return_redacted_no_speech_audio',
    showWhen: redactingAudio,
    source: 'rest.md 4.4',
  }),
  override_audio_redaction_method: choice({
    group: 'privacy',
    label: 'Audio Redaction Method',
    help: 'Sound that replaces personal information. Leave empty to use a beep.',
    options: audioRedactions,
    at: 'redact_pii_audio_options.override_audio_redaction_method',
    showWhen: redactingAudio,
    source: 'newer.md 2',
  }),
};
