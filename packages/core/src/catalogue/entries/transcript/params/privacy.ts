import { choice, choices, flag, rows, terms, text } from '../../../kit/fields.ts';
import { audioQualities, audioRedactions, substitutions } from '../../../vocabulary/choices.ts';
import { ENTITY_LANGUAGES } from '../../../vocabulary/feature-languages.ts';
import { piiPolicies } from '../../../vocabulary/pii-policies.ts';

const redacting = { redact_pii: true } as const;
const redactingAudio = { redact_pii: true, redact_pii_audio: true } as const;

/** What to leave out or make unrecognisable. */
export const privacyParams = {
  redact_pii: flag({
    prominence: 'common',
    group: 'privacy',
    label: 'PII Redaction',
    help: 'Remove personal information from the text. Summaries, entities and other results may still hold it.',
    serverDefault: false,
    languages: ENTITY_LANGUAGES,
    source: 'rest.md 4.4',
  }),
  redact_pii_policies: choices({
    prominence: 'common',
    group: 'privacy',
    label: 'PII Policies',
    help: 'The kinds of personal information to remove.',
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
    help: 'What stands in the place of what was removed.',
    options: substitutions,
    serverDefault: 'hash',
    showWhen: redacting,
    source: 'rest.md 4.4',
  }),
  redact_static_entities: rows({
    group: 'privacy',
    label: 'Redacted Terms',
    help: 'Words of your own to remove, and what to call them.',
    columns: {
      label: text({
        label: 'Name',
        help: 'What stands in the place of these words.',
        required: true,
        example: 'PROJECT',
        source: 'newer.md 2',
      }),
      terms: terms({
        label: 'Terms',
        help: 'The words or phrases to remove.',
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
    label: 'Return Unredacted Text Too',
    help: 'Get the text with the personal information in it as well.',
    serverDefault: false,
    showWhen: redacting,
    source: 'newer.md 2',
  }),
  redact_pii_audio: flag({
    prominence: 'common',
    group: 'privacy',
    label: 'PII Audio Redaction',
    help: 'Get a copy of the recording with the personal information beeped out. The file must be under 1 GB.',
    serverDefault: false,
    regions: ['us'],
    showWhen: redacting,
    requires: [{ field: 'redact_pii', is: true, source: 'rest.md 4.6' }],
    source: 'rest.md 4.4',
  }),
  redact_pii_audio_quality: choice({
    group: 'privacy',
    label: 'Redacted Audio Format',
    help: 'The kind of file the redacted recording is.',
    options: audioQualities,
    serverDefault: 'mp3',
    showWhen: redactingAudio,
    source: 'rest.md 4.4',
  }),
  return_redacted_no_speech_audio: flag({
    group: 'privacy',
    label: 'Return Silent Recordings Too',
    help: 'Get a redacted recording also where nobody speaks.',
    serverDefault: false,
    at: 'redact_pii_audio_options.return_redacted_no_speech_audio',
    showWhen: redactingAudio,
    source: 'rest.md 4.4',
  }),
  override_audio_redaction_method: choice({
    group: 'privacy',
    label: 'Audio Redaction Method',
    help: 'What is heard in the place of what was removed, if not a beep.',
    options: audioRedactions,
    at: 'redact_pii_audio_options.override_audio_redaction_method',
    showWhen: redactingAudio,
    source: 'newer.md 2',
  }),
};
