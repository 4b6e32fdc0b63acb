import type { OutputField } from '../../kit/entry.ts';

/** The name of the file or link that was transcribed. */
export const audioFileName = {
  key: 'file_name',
  derived: 'audio file name',
  label: 'File Name',
  type: 'text',
  optional: true,
} as const satisfies OutputField;

/** What a transcript has in every state. */
export const submittedOutput: readonly OutputField[] = [
  { key: 'id', label: 'Transcript ID', type: 'text' },
  { key: 'status', label: 'Status', type: 'text' },
  { key: 'audio_url', label: 'Audio URL', type: 'url' },
  audioFileName,
];

/** What each speaker says; only where speakers or channels were asked for. */
export const utterancesOutput: readonly OutputField[] = [
  { key: 'utterances', label: 'Utterances', type: 'list', optional: true },
  { key: 'utterances[].speaker', label: 'Utterance Speaker', type: 'text', optional: true },
  { key: 'utterances[].text', label: 'Utterance Text', type: 'text', optional: true },
  { key: 'utterances[].start', label: 'Utterance Start (ms)', type: 'number', optional: true },
  { key: 'utterances[].end', label: 'Utterance End (ms)', type: 'number', optional: true },
  { key: 'utterances[].confidence', label: 'Utterance Confidence', type: 'number', optional: true },
  {
    key: 'utterances[].translations',
    from: 'translated_texts',
    label: 'Utterance Translations',
    type: 'object',
    optional: true,
  },
];

/** Language code and translation. */
export const translationsOutput: OutputField = {
  key: 'translations',
  from: 'translated_texts',
  label: 'Translations',
  type: 'object',
  optional: true,
};

/** What a language model makes of a transcript, along with it or afterwards. Source: `llm-gateway.md` 3, `newer.md` 2. */
const UNDERSTOOD = 'speech_understanding.response';

export const summaryOutput: readonly OutputField[] = [
  {
    key: 'summary',
    from: ['summary', `${UNDERSTOOD}.summarization.block_summary`, `${UNDERSTOOD}.summarization.summary`],
    label: 'Summary',
    type: 'text',
    optional: true,
  },
  {
    key: 'summary_bullets',
    from: `${UNDERSTOOD}.summarization.bullets`,
    label: 'Summary Bullets',
    type: 'list',
    optional: true,
  },
];

export const actionItemsOutput: OutputField = {
  key: 'action_items',
  from: `${UNDERSTOOD}.action_items.items`,
  label: 'Action Items',
  type: 'list',
  optional: true,
};

/** The speakers' labels, each with the name or role that was identified. */
export const speakersOutput: OutputField = {
  key: 'speakers',
  from: `${UNDERSTOOD}.speaker_identification.mapping`,
  label: 'Speakers',
  type: 'object',
  optional: true,
};

export const formattedOutput: readonly OutputField[] = [
  {
    key: 'formatted_text',
    from: `${UNDERSTOOD}.custom_formatting.formatted_text`,
    label: 'Formatted Text',
    type: 'text',
    optional: true,
  },
  {
    key: 'replacements',
    from: `${UNDERSTOOD}.custom_formatting.mapping`,
    label: 'Replacements',
    type: 'object',
    optional: true,
  },
];

/**
 * What a finished transcript has. Single words are left out, since the text and the utterances say the same.
 * Source: `rest.md` 5.2, `newer.md` 2.
 */
export const transcriptOutput: readonly OutputField[] = [
  { key: 'id', label: 'Transcript ID', type: 'text' },
  { key: 'status', label: 'Status', type: 'text' },
  { key: 'text', label: 'Text', type: 'text' },
  { key: 'error', label: 'Error', type: 'text', optional: true },
  { key: 'audio_url', label: 'Audio URL', type: 'url' },
  audioFileName,
  { key: 'audio_duration', label: 'Audio Duration (s)', type: 'number' },
  { key: 'confidence', label: 'Confidence', type: 'number' },
  { key: 'language_code', label: 'Language', type: 'text' },
  { key: 'language_confidence', label: 'Language Confidence', type: 'number', optional: true },
  { key: 'speech_model', from: 'speech_model_used', label: 'Speech Model', type: 'text', optional: true },
  ...utterancesOutput,
  { key: 'audio_channels', label: 'Audio Channels', type: 'number', optional: true },
  ...summaryOutput,
  actionItemsOutput,
  { key: 'chapters', label: 'Chapters', type: 'list', optional: true },
  { key: 'chapters[].headline', label: 'Chapter Headline', type: 'text', optional: true },
  { key: 'chapters[].gist', label: 'Chapter Gist', type: 'text', optional: true },
  { key: 'chapters[].summary', label: 'Chapter Summary', type: 'text', optional: true },
  { key: 'chapters[].start', label: 'Chapter Start (ms)', type: 'number', optional: true },
  { key: 'chapters[].end', label: 'Chapter End (ms)', type: 'number', optional: true },
  { key: 'key_phrases', from: 'auto_highlights_result.results', label: 'Key Phrases', type: 'list', optional: true },
  { key: 'key_phrases[].text', label: 'Key Phrase', type: 'text', optional: true },
  { key: 'key_phrases[].count', label: 'Key Phrase Count', type: 'number', optional: true },
  { key: 'key_phrases[].rank', label: 'Key Phrase Rank', type: 'number', optional: true },
  { key: 'sentiments', from: 'sentiment_analysis_results', label: 'Sentiments', type: 'list', optional: true },
  { key: 'sentiments[].text', label: 'Sentiment Text', type: 'text', optional: true },
  { key: 'sentiments[].sentiment', label: 'Sentiment', type: 'text', optional: true },
  { key: 'sentiments[].confidence', label: 'Sentiment Confidence', type: 'number', optional: true },
  { key: 'sentiments[].speaker', label: 'Sentiment Speaker', type: 'text', optional: true },
  { key: 'sentiments[].start', label: 'Sentiment Start (ms)', type: 'number', optional: true },
  { key: 'sentiments[].end', label: 'Sentiment End (ms)', type: 'number', optional: true },
  { key: 'entities', label: 'Entities', type: 'list', optional: true },
  { key: 'entities[].entity_type', label: 'Entity Type', type: 'text', optional: true },
  { key: 'entities[].text', label: 'Entity Text', type: 'text', optional: true },
  { key: 'entities[].start', label: 'Entity Start (ms)', type: 'number', optional: true },
  { key: 'entities[].end', label: 'Entity End (ms)', type: 'number', optional: true },
  { key: 'topics', from: 'iab_categories_result.summary', label: 'Topics', type: 'object', optional: true },
  {
    key: 'topic_segments',
    from: 'iab_categories_result.results',
    label: 'Topic Segments',
    type: 'list',
    optional: true,
  },
  {
    key: 'sensitive_content',
    from: 'content_safety_labels.summary',
    label: 'Sensitive Content',
    type: 'object',
    optional: true,
  },
  {
    key: 'sensitive_segments',
    from: 'content_safety_labels.results',
    label: 'Sensitive Segments',
    type: 'list',
    optional: true,
  },
  translationsOutput,
  speakersOutput,
  ...formattedOutput,
  { key: 'unredacted_text', label: 'Unredacted Text', type: 'text', optional: true },
];
