import { KNOWN_AUDIO, type Stage } from './stage.ts';

type Answers = Readonly<Record<string, unknown>>;

/**
 * What a person would fill in for each operation. An operation that is not here fails the matrix, so that a new one
 * cannot be forgotten.
 */
export async function answersFor(entryId: string, stage: Stage): Promise<Answers> {
  const transcript_id = stage.finishedId;
  const lemur = { transcript_ids: [transcript_id], backend: 'lemur' };
  const answers: Readonly<Record<string, Answers | (() => Promise<Answers>)>> = {
    upload_file: { file: new TextEncoder().encode('RIFF of no matter what') },
    transcribe: { audio_url: KNOWN_AUDIO },
    submit_transcript: { audio_url: KNOWN_AUDIO },
    wait_for_transcript: { transcript_id },
    get_transcript: { transcript_id },
    list_transcripts: { limit: 3 },
    delete_transcript: async () => ({ transcript_id: await stage.expendable() }),
    get_sentences: { transcript_id },
    get_paragraphs: { transcript_id },
    get_subtitles: { transcript_id, format: 'srt' },
    search_words: { transcript_id, words: ['smoke', 'air quality'] },
    get_redacted_audio: { transcript_id },
    lemur_task: { ...lemur, prompt: 'Who speaks?' },
    lemur_summary: lemur,
    lemur_question_answer: { ...lemur, questions: [{ question: 'Who speaks?' }] },
    lemur_action_items: lemur,
    lemur_get_response: async () => ({ request_id: await stage.lemurRequest() }),
    lemur_purge: async () => ({ request_id: await stage.lemurRequest() }),
    translate_transcript: { transcript_id, target_languages: ['es'] },
    identify_speakers: { transcript_id, speaker_type: 'name', known_values: ['Ann', 'Ben'] },
    format_transcript: { transcript_id, custom_formatting_date: 'mm/dd/yyyy' },
    summarize_transcript: { transcript_id },
    list_action_items: { transcript_id },
    llm_chat: { model: 'claude-sonnet-4-5-20250929', prompt: 'Hello' },
    create_streaming_token: { expires_in_seconds: 60 },
    custom_api_call: { method: 'GET', path: `/v2/transcript/${transcript_id}` },
  };
  const given = answers[entryId];
  if (given === undefined) throw new Error(`The fault matrix has no answers for the operation "${entryId}".`);
  return typeof given === 'function' ? given() : given;
}
