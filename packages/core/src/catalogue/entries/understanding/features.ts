import { choice, choices, flag, rows, terms, text } from '../../kit/fields.ts';
import { efforts, speakerTypes, understandingSummaryTypes } from '../../vocabulary/choices.ts';
import { languages } from '../../vocabulary/languages.ts';

/**
 * What a language model can make of a transcript, along with the transcription or afterwards. Both forms use these
 * same declarations. A key is the API's own name, with the feature in front where the name alone says too little.
 */
const REQUEST = 'speech_understanding.request';

export const translation = {
  target_languages: choices({
    label: 'Target Languages',
    help: 'The languages to translate into.',
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
    help: 'Address people formally in the translation. It is on unless you turn it off.',
    serverDefault: true,
    at: `${REQUEST}.translation.formal`,
    source: 'llm-gateway.md 3',
  }),
  match_original_utterance: flag({
    label: 'Translate Each Utterance',
    help: 'Translate what each speaker says by itself too. Needs Speaker Labels.',
    serverDefault: false,
    at: `${REQUEST}.translation.match_original_utterance`,
    source: 'llm-gateway.md 3',
  }),
  force_translation: flag({
    label: 'Force Translation',
    help: 'Translate also what is in the target language already.',
    at: `${REQUEST}.translation.force_translation`,
    source: 'newer.md 2',
  }),
  translation_effort: choice({
    label: 'Translation Effort',
    help: 'How much effort the model spends on the translation. More costs more.',
    options: efforts,
    serverDefault: 'low',
    at: `${REQUEST}.translation.effort`,
    source: 'newer.md 2',
  }),
};

export const speakerIdentification = {
  speaker_type: choice({
    label: 'Identify By',
    help: 'What each speaker is called by.',
    options: speakerTypes,
    required: true,
    example: 'name',
    at: `${REQUEST}.speaker_identification.speaker_type`,
    source: 'llm-gateway.md 3',
  }),
  known_values: terms({
    prominence: 'common',
    label: 'Known Speakers',
    help: 'The names or roles of the people who speak. Each may have up to 35 characters.',
    maxLength: 35,
    example: ['interviewer', 'candidate'],
    at: `${REQUEST}.speaker_identification.known_values`,
    conflicts: [{ field: 'speakers', level: 'warn', source: 'llm-gateway.md 3' }],
    source: 'llm-gateway.md 3',
  }),
  speakers: rows({
    label: 'Described Speakers',
    help: 'The people who speak, with what helps to recognise them, in place of Known Speakers.',
    columns: {
      name: text({ label: 'Name', help: 'What the person is called.', source: 'llm-gateway.md 3' }),
      role: text({ label: 'Role', help: 'What the person is there for.', source: 'llm-gateway.md 3' }),
      description: text({
        label: 'Description',
        help: 'What the person does or says in the conversation.',
        source: 'llm-gateway.md 3',
      }),
      company: text({ label: 'Company', help: 'Where the person works.', source: 'llm-gateway.md 3' }),
      title: text({ label: 'Title', help: 'What the person is by profession.', source: 'llm-gateway.md 3' }),
    },
    open: true,
    example: [{ name: 'Michel Martin', description: 'Hosts the program and interviews the guests' }],
    at: `${REQUEST}.speaker_identification.speakers`,
    source: 'llm-gateway.md 3',
  }),
  speaker_identification_effort: choice({
    label: 'Identification Effort',
    help: 'How much effort the model spends on identifying the speakers. More costs more.',
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
    help: 'How dates are written.',
    example: 'mm/dd/yyyy',
    at: `${REQUEST}.custom_formatting.date`,
    source: 'llm-gateway.md 3',
  }),
  custom_formatting_phone_number: text({
    prominence: 'common',
    label: 'Phone Number Format',
    help: 'How phone numbers are written.',
    example: '(xxx)xxx-xxxx',
    at: `${REQUEST}.custom_formatting.phone_number`,
    source: 'llm-gateway.md 3',
  }),
  custom_formatting_email: text({
    prominence: 'common',
    label: 'Email Format',
    help: 'How email addresses are written.',
    example: 'username@domain.com',
    at: `${REQUEST}.custom_formatting.email`,
    source: 'llm-gateway.md 3',
  }),
  format_utterances: flag({
    label: 'Format Each Utterance',
    help: 'Apply the formats to what each speaker says too.',
    at: `${REQUEST}.custom_formatting.format_utterances`,
    source: 'newer.md 2',
  }),
  custom_formatting_effort: choice({
    label: 'Formatting Effort',
    help: 'How much effort the model spends on the formatting. More costs more.',
    options: efforts,
    serverDefault: 'low',
    at: `${REQUEST}.custom_formatting.effort`,
    source: 'newer.md 2',
  }),
};

export const summary = {
  understanding_summary_type: choice({
    prominence: 'common',
    label: 'Summary Form',
    help: 'In which form the summary is written.',
    options: understandingSummaryTypes,
    at: `${REQUEST}.summarization.summary_type`,
    source: 'newer.md 2',
  }),
  understanding_summary_effort: choice({
    label: 'Summary Effort',
    help: 'How much work goes into the summary.',
    options: efforts,
    at: `${REQUEST}.summarization.effort`,
    source: 'newer.md 2',
  }),
};

export const actionItems = {
  include_decisions: flag({
    prominence: 'common',
    label: 'Include Decisions',
    help: 'List what was decided too.',
    at: `${REQUEST}.action_items.include_decisions`,
    source: 'newer.md 2',
  }),
  action_items_effort: choice({
    label: 'Action Items Effort',
    help: 'How much work goes into the action items.',
    options: efforts,
    at: `${REQUEST}.action_items.effort`,
    source: 'newer.md 2',
  }),
};
