/**
 * The documented actions: their titles, and the ids of the certified connector, so that a flow keeps working when its
 * connection is changed to this connector.
 */
export const DOCUMENTED: Readonly<Record<string, { readonly operationId: string; readonly summary: string }>> = {
  upload_file: { operationId: 'UploadFile', summary: 'Upload a Media File' },
  transcribe: { operationId: 'CreateTranscript', summary: 'Transcribe Audio' },
  list_transcripts: { operationId: 'ListTranscripts', summary: 'List Transcripts' },
  get_transcript: { operationId: 'GetTranscript', summary: 'Get Transcript' },
  delete_transcript: { operationId: 'DeleteTranscript', summary: 'Delete Transcript' },
  get_subtitles: { operationId: 'GetSubtitles', summary: 'Get Subtitles for Transcript' },
  get_sentences: { operationId: 'GetTranscriptSentences', summary: 'Get Sentences in Transcript' },
  get_paragraphs: { operationId: 'GetTranscriptParagraphs', summary: 'Get Paragraphs in Transcript' },
  search_words: { operationId: 'WordSearch', summary: 'Search Words in Transcript' },
  get_redacted_audio: { operationId: 'GetRedactedAudio', summary: 'Get Redacted Audio' },
  lemur_task: { operationId: 'LemurTask', summary: 'Run a Task Using LeMUR' },
  lemur_get_response: { operationId: 'GetLemurResponse', summary: 'Retrieve LeMUR Response' },
  lemur_purge: { operationId: 'PurgeLemurRequestData', summary: 'Purge LeMUR Request Data' },
};
