/** Under which name the piece goes to the platform's repository. */
export interface Identity {
  /** Name of the folder in `packages/pieces/community`. */
  readonly folder: string;
  readonly packageName: string;
  readonly version: string;
  readonly displayName: string;
  /** Whether the piece replaces the official one. */
  readonly isOfficial: boolean;
}

/**
 * Beside the official piece. Flows, connections and the list of pieces keep the two separate.
 *
 * @param version of the piece's own package
 */
export const ownIdentity = (version: string): Identity => ({
  folder: 'assemblyai-connectors',
  packageName: '@activepieces/piece-assemblyai-connectors',
  version,
  displayName: 'AssemblyAI Connectors',
  isOfficial: false,
});

/** The last version of the official piece that was read. */
export const OFFICIAL_VERSION = '1.1.6';

/** In place of the official piece. Names of actions and the connection differ, so this is a major version. */
export const OFFICIAL_IDENTITY: Identity = {
  folder: 'assemblyai',
  packageName: '@activepieces/piece-assemblyai',
  version: '2.0.0',
  displayName: 'AssemblyAI',
  isOfficial: true,
};

/** Actions of the official piece with another name than ours. */
export const RENAMED_ACTIONS: Readonly<Record<string, string>> = {
  uploadFile: 'upload_file',
  getTranscript: 'get_transcript',
  getTranscriptSentences: 'get_sentences',
  getTranscriptParagraphs: 'get_paragraphs',
  getSubtitles: 'get_subtitles',
  getRedactedAudio: 'get_redacted_audio',
  wordSearch: 'search_words',
  listTranscripts: 'list_transcripts',
  deleteTranscript: 'delete_transcript',
  lemurTask: 'lemur_task',
  getLemurResponse: 'lemur_get_response',
  purgeLemurRequestData: 'lemur_purge',
};
