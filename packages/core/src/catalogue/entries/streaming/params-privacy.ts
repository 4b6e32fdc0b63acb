import { choice, choices, flag } from '../../kit/fields.ts';
import { substitutions } from '../../vocabulary/choices.ts';
import { livePiiPolicies } from '../../vocabulary/pii-policies.ts';

const redacting = [{ field: 'redact_pii', is: true, level: 'warn', source: 'newer.md 4' }] as const;

/** Redaction of personal information, and audio kept by the vendor. */
export const livePrivacyParams = {
  redact_pii: flag({
    group: 'privacy',
    label: 'PII Redaction',
    help: 'Remove personal information from the text of the turns.',
    serverDefault: false,
    source: 'newer.md 4',
  }),
  redact_pii_policies: choices({
    group: 'privacy',
    label: 'PII Policies',
    help: 'Types of personal information to remove.',
    options: livePiiPolicies,
    open: true,
    example: ['person_name', 'phone_number'],
    requires: redacting,
    source: 'newer.md 4',
  }),
  redact_pii_sub: choice({
    group: 'privacy',
    label: 'PII Substitution',
    help: 'Text that replaces the removed information.',
    options: substitutions,
    requires: redacting,
    source: 'newer.md 4',
  }),
  customer_support_audio_capture: flag({
    group: 'privacy',
    label: 'Audio Capture for Support',
    help: 'Let AssemblyAI keep the audio of the session, so its support team can investigate a problem.',
    source: 'newer.md 4',
  }),
};
