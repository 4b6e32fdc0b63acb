/** The documented modules, in their groups. The trigger sends no request. */
export const DOCUMENTED = {
  Files: { upload_file: 'Upload a File' },
  Transcripts: {
    transcribe: 'Transcribe an Audio File',
    wait_for_transcript: 'Wait until Transcript is Ready',
    transcript_ready: 'Watch for Transcript Ready Notification',
    get_transcript: 'Get a Transcript',
    get_paragraphs: 'Get Paragraphs of a Transcript',
    get_sentences: 'Get Sentences of a Transcript',
    get_subtitles: 'Get Subtitles for a Transcript',
    get_redacted_audio: 'Get Redacted Audio of a Transcript',
    search_words: 'Search for Words in a Transcript',
    list_transcripts: 'List Transcripts',
    delete_transcript: 'Delete a Transcript',
  },
  LeMUR: { lemur_task: 'Run a Task using LeMUR', lemur_purge: 'Purge a LeMUR Request' },
  Other: { custom_api_call: 'Make an API Call' },
} as const;

export type GroupName = keyof typeof DOCUMENTED | 'Speech Understanding' | 'LLM Gateway' | 'Streaming';

/** The groups in the order of the app. */
export const GROUPS: readonly GroupName[] = [
  'Transcripts',
  'Speech Understanding',
  'LLM Gateway',
  'Files',
  'Streaming',
  'LeMUR',
  'Other',
];

const PLACES: ReadonlyMap<string, { readonly group: GroupName; readonly label: string }> = new Map(
  Object.entries(DOCUMENTED).flatMap(([group, modules]) =>
    Object.entries(modules).map(([id, label]) => [id, { group: group as GroupName, label }]),
  ),
);

interface Placed {
  readonly id: string;
  readonly action: string;
  readonly path: string;
  readonly resource: string;
}

/** Group and label of a module: the documented ones, otherwise those of the catalogue. */
export function placeOf({ id, action, path, resource }: Placed): { readonly group: GroupName; readonly label: string } {
  const documented = PLACES.get(id);
  if (documented !== undefined) return documented;
  if (path.startsWith('/lemur/')) return { group: 'LeMUR', label: action };
  if (path.endsWith('/understanding')) return { group: 'Speech Understanding', label: action };
  return { group: resource === 'llm' ? 'LLM Gateway' : 'Streaming', label: action };
}
