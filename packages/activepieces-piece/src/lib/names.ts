import type { AnyEntry } from './core.ts';

/** Key of the property for the topics whose settings a long form shows. */
export const MORE = 'more_settings';

/** Key of the property for whether a step waits for its transcript. */
export const WAIT = 'wait_until_ready';

/** Key of the dynamic property with the settings of the selected topics. */
export const SETTINGS = 'settings';

/** Labels from the platform's documentation, where they differ from the catalogue. Source: `systems.md` B1. */
const DOCUMENTED: Readonly<Record<string, string>> = {
  transcribe: 'Transcribe',
  get_paragraphs: 'Get Transcript Paragraphs',
  get_sentences: 'Get Transcript Sentences',
  get_subtitles: 'Get Transcript Subtitles',
  get_redacted_audio: 'Get Transcript Redacted Audio',
  search_words: 'Search words in transcript',
  list_transcripts: 'List transcripts',
  delete_transcript: 'Delete transcript',
  lemur_task: 'Run a Task using LeMUR',
  lemur_get_response: 'Retrieve LeMUR response',
  lemur_purge: 'Purge LeMUR request data',
};

/** Label of an action. */
export const labelOf = ({ id, label }: AnyEntry): string => DOCUMENTED[id] ?? label;
