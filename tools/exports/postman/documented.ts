/** The folders of the documented collection, with the requests that it names and the endpoint of each. */
export const DOCUMENTED = {
  Files: { upload_file: 'Upload a media file' },
  Transcripts: {
    transcribe: 'Transcribe audio',
    get_transcript: 'Get transcript',
    get_subtitles: 'Get subtitles for transcript',
    get_sentences: 'Get sentences in transcript',
    get_paragraphs: 'Get paragraphs in transcript',
    search_words: 'Search words in transcript',
    get_redacted_audio: 'Get redacted audio',
  },
  LeMUR: {
    lemur_task: 'Run a task using LeMUR',
    lemur_summary: 'Summarize a transcript using LeMUR',
    lemur_question_answer: 'Ask questions using LeMUR',
    lemur_action_items: 'Extract action items',
  },
} as const;

export type Folder = keyof typeof DOCUMENTED | 'Speech Understanding' | 'LLM Gateway' | 'Streaming' | 'Clean Up';

export const FOLDERS: Readonly<Record<Folder, string>> = {
  Files: 'Upload recordings.',
  Transcripts: 'Transcribe audio, and read the transcripts.',
  LeMUR: 'Ask language models about transcripts. Only for accounts that still have LeMUR; the LLM Gateway replaces it.',
  'Speech Understanding': 'Summarize, translate, and format finished transcripts.',
  'LLM Gateway': 'Send prompts to language models.',
  Streaming: 'Create tokens for live transcription.',
  'Clean Up': 'Delete what the other requests created.',
};

const NAMES: ReadonlyMap<string, { readonly folder: Folder; readonly name: string }> = new Map(
  Object.entries(DOCUMENTED).flatMap(([folder, requests]) =>
    Object.entries(requests).map(([id, name]) => [id, { folder: folder as Folder, name }]),
  ),
);

/** Folder and name of a request: the documented ones, otherwise those of the catalogue. */
export function placeOf({
  id,
  action,
  path,
  effect,
  resource,
}: {
  readonly id: string;
  readonly action: string;
  readonly path: string;
  readonly effect: string;
  readonly resource: string;
}): { readonly folder: Folder; readonly name: string } {
  const documented = NAMES.get(id);
  if (documented !== undefined) return documented;
  if (effect === 'delete') return { folder: 'Clean Up', name: action };
  if (path.startsWith('/lemur/')) return { folder: 'LeMUR', name: action };
  if (path.endsWith('/understanding')) return { folder: 'Speech Understanding', name: action };
  if (resource === 'llm') return { folder: 'LLM Gateway', name: action };
  return { folder: resource === 'streaming' ? 'Streaming' : 'Transcripts', name: action };
}

/** Where the requests of an endpoint stand in their folder: the documented ones first, in their order. */
export function rankOf(id: string): number {
  const rank = [...NAMES.keys()].indexOf(id);
  return rank < 0 ? NAMES.size : rank;
}
