import type { AnyEntry } from './core.ts';

/** Property for the topics whose settings a long form shows. */
export const MORE = 'more_settings';

/** Property that says whether a step waits for its transcript. */
export const WAIT = 'wait_until_ready';

/** Property that holds the settings of the chosen topics. */
export const SETTINGS = 'settings';

/** Names that the host's documentation of AssemblyAI has, where they differ from ours. Source: `systems.md` B1. */
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

export const labelOf = ({ id, label }: AnyEntry): string => DOCUMENTED[id] ?? label;
