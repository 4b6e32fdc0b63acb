/** Which interfaces are written, and into which files. */
export interface Written {
  readonly name: string;
  /** A form: `transcription`, `streaming`, `sync`, `lemur summary`, or the id of an operation. */
  readonly source: string;
  /** @default 'body' */
  readonly place?: 'body' | 'query';
  /** Which parameters belong to it, by path and heading. */
  readonly only: (path: string, group: string) => boolean;
  readonly base?: string;
  /** Whether `null` stands for "not set". */
  readonly nullable?: boolean;
}

export interface WrittenFile {
  readonly name: string;
  readonly about: string;
  readonly interfaces: readonly Written[];
}

/** Names of rows, by the parameter that lists them. */
export const ITEMS: Readonly<Record<string, string>> = {
  custom_spelling: 'CustomSpelling',
  speakers: 'DescribedSpeaker',
  questions: 'LemurQuestion',
};

/** Types that are wider in the API than what a form offers, by form and path. */
export const OVERRIDES: Readonly<Record<string, string>> = {
  'lemur_task: context': 'Json',
  'lemur_question_answer: context': 'Json',
  'llm_chat: messages': 'readonly ChatMessage[]',
  'llm_chat: tools': 'readonly JsonObject[]',
  'llm_chat: tool_choice': "'auto' | 'none' | JsonObject",
  'sync: conversation_context': 'string | readonly string[]',
};

const headed =
  (group: string) =>
  (path: string, of: string): boolean =>
    of === group && path !== 'audio_url';

const transcription = (group: string, name: string): Written => ({
  name,
  source: 'transcription',
  only: headed(group),
  nullable: true,
});

const streaming = (group: string, name: string): Written => ({ name, source: 'streaming', only: headed(group) });

const SHARED_BY_LEMUR = ['transcript_ids', 'input_text', 'context', 'final_model', 'max_output_size', 'temperature'];
const isShared = (path: string): boolean => SHARED_BY_LEMUR.includes(path);
const all = (): boolean => true;

export const FILES: readonly WrittenFile[] = [
  {
    name: 'recognition',
    about: 'Speech models and their prompts.',
    interfaces: [transcription('recognition', 'RecognitionParams')],
  },
  {
    name: 'language',
    about: 'Language of the audio, and language detection.',
    interfaces: [transcription('language', 'LanguageParams')],
  },
  { name: 'speakers', about: 'Speaker labels and channels.', interfaces: [transcription('speakers', 'SpeakerParams')] },
  {
    name: 'formatting',
    about: 'Formatting of the text.',
    interfaces: [transcription('formatting', 'FormattingParams')],
  },
  {
    name: 'intelligence',
    about: 'Analysis of the audio in addition to the transcript.',
    interfaces: [transcription('intelligence', 'IntelligenceParams')],
  },
  {
    name: 'understanding',
    about: 'Tasks that a language model runs on the transcript.',
    interfaces: [transcription('understanding', 'SpeechUnderstandingParams')],
  },
  {
    name: 'privacy',
    about: 'Redaction and filtering.',
    interfaces: [transcription('privacy', 'PrivacyParams')],
  },
  { name: 'delivery', about: 'Delivery of the result.', interfaces: [transcription('delivery', 'DeliveryParams')] },
  { name: 'older', about: 'Deprecated parameters.', interfaces: [transcription('advanced', 'OlderParams')] },
  {
    name: 'queries',
    about: 'Filters for listing transcripts.',
    interfaces: [
      { name: 'ListQuery', source: 'list_transcripts', place: 'query', only: all },
      { name: 'TokenQuery', source: 'create_streaming_token', place: 'query', only: all },
    ],
  },
  {
    name: 'lemur',
    about: 'Parameters of every LeMUR request. Set either `transcript_ids` or `input_text`.',
    interfaces: [
      { name: 'LemurBase', source: 'lemur_task', only: isShared },
      { name: 'LemurTask', source: 'lemur_task', only: (path) => !isShared(path), base: 'LemurBase' },
      { name: 'LemurSummary', source: 'lemur summary', only: (path) => !isShared(path), base: 'LemurBase' },
      {
        name: 'LemurQuestionAnswer',
        source: 'lemur_question_answer',
        only: (path) => !isShared(path),
        base: 'LemurBase',
      },
    ],
  },
  {
    name: 'chat',
    about: 'Request to a language model of the LLM Gateway.',
    interfaces: [{ name: 'ChatSettings', source: 'llm_chat', only: all }],
  },
  {
    name: 'streaming',
    about: 'Audio, model and turns of a live connection.',
    interfaces: [streaming('primary', 'StreamingBasics')],
  },
  {
    name: 'streaming-recognition',
    about: 'Speech models and prompts of a live connection.',
    interfaces: [streaming('recognition', 'StreamingRecognition')],
  },
  {
    name: 'streaming-delivery',
    about: 'Timing and routing of the messages of a live connection.',
    interfaces: [streaming('delivery', 'StreamingDelivery'), streaming('privacy', 'StreamingPrivacy')],
  },
  {
    name: 'sync',
    about: 'Parameters of sync transcription.',
    interfaces: [{ name: 'SyncSettings', source: 'sync', only: all }],
  },
];
