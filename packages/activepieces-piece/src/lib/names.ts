import type { AnyEntry } from './core.ts';

/** Ending of the property that holds what belongs to a switch. */
export const SETTINGS = '_settings';

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
