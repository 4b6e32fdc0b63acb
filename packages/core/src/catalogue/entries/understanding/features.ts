import { choice, choices, flag, rows, terms, text } from '../../kit/fields.ts';
import { efforts, speakerTypes, understandingSummaryTypes } from '../../vocabulary/choices.ts';
import { languages } from '../../vocabulary/languages.ts';

/**
 * Speech Understanding features, which run with the transcription or on a finished transcript. The forms of both use
 * these declarations. A key is the API's own name, with the feature as a prefix where the name alone is ambiguous.
 */
const REQUEST = 'speech_understanding.request';

export const translation = {
  target_languages: choices({
    label: 'Target Languages',
    help: 'Languages to translate into.',
    options: languages,
    open: true,
    required: true,
    example: ['es', 'de'],
    at: `${REQUEST}.translation.target_languages`,
    source: 'llm-gateway.md 3',
  }),
  translation_formal: flag({
    prominence: 'common',
    label: 'Formal Language',
    help: 'Use formal language in the translation. On by default.',
    serverDefault: true,
    at: `${REQUEST}.translation.formal`,
    source: 'llm-gateway.md 3',
  }),
  match_original_utterance: flag({
    label: 'Translate Each Utterance',
    help: 'Translate each utterance as well. Requires Speaker Labels.',
    serverDefault: false,
    at: `${REQUEST}.translation.match_original_utterance`,
    source: 'llm-gateway.md 3',
  }),
  force_translation: flag({
    label: 'Force Translation',
    help: 'Translate the text even if it is already in the target language.',
    at: `${REQUEST}.translation.force_translation`,
    source: 'newer.md 2',
  }),
  translation_effort: choice({
    label: 'Translation Effort',
    help: 'How much effort the model spends on the translation. Medium costs more.',
    options: efforts,
    serverDefault: 'low',
    at: `${REQUEST}.translation.effort`,
    source: 'newer.md 2',
  }),
};

export const speakerIdentification = {
  speaker_type: choice({
    label: 'Identify By',
    help: 'Choose whether to identify speakers by name or by role.',
    options: speakerTypes,
    required: true,
    example: 'name',
    at: `${REQUEST}.speaker_identification.speaker_type`,
    source: 'llm-gateway.md 3',
  }),
  known_values: terms({
    prominence: 'common',
    label: 'Known Speakers',
    help: 'Names or roles of the speakers. Up to 35 characters each.',
    maxLength: 35,
    example: ['interviewer', 'candidate'],
    at: `${REQUEST}.speaker_identification.known_values`,
    conflicts: [{ field: 'speakers', level: 'warn', source: 'llm-gateway.md 3' }],
    source: 'llm-gateway.md 3',
  }),
  speakers: rows({
    label: 'Speaker Details',
    help: 'Speakers with identifying details. Use instead of Known Speakers.',
    columns: {
      name: text({ label: 'Name', help: 'Name of the speaker.', source: 'llm-gateway.md 3' }),
      role: text({ label: 'Role', help: 'Role of the speaker in the conversation.', source: 'llm-gateway.md 3' }),
      description: text({
        label: 'Description',
        help: 'Details that identify the speaker, such as what they do or say.',
        source: 'llm-gateway.md 3',
      }),
      company: text({ label: 'Company', help: 'Company the speaker works for.', source: 'llm-gateway.md 3' }),
      title: text({ label: 'Job Title', help: 'Job title of the speaker.', source: 'llm-gateway.md 3' }),
    },
    open: true,
    example: [{ name: 'Michel Martin', description: 'Hosts the program and interviews the guests' }],
    at: `${REQUEST}.speaker_identification.speakers`,
    source: 'llm-gateway.md 3',
  }),
  speaker_identification_effort: choice({
    label: 'Identification Effort',
    help: 'How much effort the model spends on identifying speakers. Medium costs more.',
    options: efforts,
    serverDefault: 'low',
    at: `${REQUEST}.speaker_identification.effort`,
    source: 'newer.md 2',
  }),
};

export const customFormatting = {
  custom_formatting_date: text({
    prominence: 'common',
    label: 'Date Format',
    help: 'Format for dates. Leave empty to keep them unchanged.',
    example: 'mm/dd/yyyy',
    at: `${REQUEST}.custom_formatting.date`,
    source: 'llm-gateway.md 3',
  }),
  custom_formatting_phone_number: text({
    prominence: 'common',
    label: 'Phone Number Format',
    help: 'Format for phone numbers. Leave empty to keep them unchanged.',
    example: '(xxx)xxx-xxxx',
    at: `${REQUEST}.custom_formatting.phone_number`,
    source: 'llm-gateway.md 3',
  }),
  custom_formatting_email: text({
    prominence: 'common',
    label: 'Email Format',
    help: 'Format for email addresses. Leave empty to keep them unchanged.',
    example: 'username@domain.com',
    at: `${REQUEST}.custom_formatting.email`,
    source: 'llm-gateway.md 3',
  }),
  format_utterances: flag({
    label: 'Format Each Utterance',
    help: 'Apply the formats to each utterance as well.',
    at: `${REQUEST}.custom_formatting.format_utterances`,
    source: 'newer.md 2',
  }),
  custom_formatting_effort: choice({
    label: 'Formatting Effort',
    help: 'How much effort the model spends on formatting. Medium costs more.',
    options: efforts,
    serverDefault: 'low',
    at: `${REQUEST}.custom_formatting.effort`,
    source: 'newer.md 2',
  }),
};

export const summary = {
  understanding_summary_type: choice({
    prominence: 'common',
    label: 'Summary Format',
    help: 'Format of the summary.',
    options: understandingSummaryTypes,
    at: `${REQUEST}.summarization.summary_type`,
    source: 'newer.md 2',
  }),
  understanding_summary_effort: choice({
    label: 'Summary Effort',
    help: 'How much effort the model spends on the summary.',
    options: efforts,
    at: `${REQUEST}.summarization.effort`,
    source: 'newer.md 2',
  }),
};

export const actionItems = {
  include_decisions: flag({
    prominence: 'common',
    label: 'Include Decisions',
    help: 'Include the decisions made in the conversation.',
    at: `${REQUEST}.action_items.include_decisions`,
    source: 'newer.md 2',
  }),
  action_items_effort: choice({
    label: 'Action Items Effort',
    help: 'How much effort the model spends on the action items.',
    options: efforts,
    at: `${REQUEST}.action_items.effort`,
    source: 'newer.md 2',
  }),
};
