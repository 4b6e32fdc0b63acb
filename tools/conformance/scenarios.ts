import { ENTRIES, findEntry, readInput } from '@aai-connectors/core';
import { answersWith } from './answers.ts';

/** What exists at the service before a scenario. */
export interface World {
  /** A finished transcript. */
  readonly transcriptId: string;
  /** A link that can be transcribed. */
  readonly audioUrl: string;
}

export interface Scenario {
  readonly name: string;
  readonly entry: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Every operation at least once, the way people use it, and each field of a transcription at least once. */
export function scenarios({ transcriptId: transcript_id, audioUrl: audio_url }: World): readonly Scenario[] {
  const llm = { transcript_ids: [transcript_id] };
  const uses: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    transcribe: { audio_url, speaker_labels: true, format_text: false },
    submit_transcript: { audio_url, speech_threshold: 0 },
    wait_for_transcript: { transcript_id },
    get_transcript: { transcript_id },
    get_subtitles: { transcript_id, format: 'vtt', chars_per_caption: 32 },
    get_sentences: { transcript_id },
    get_paragraphs: { transcript_id },
    search_words: { transcript_id, words: ['smoke', 'air quality'] },
    get_redacted_audio: { transcript_id },
    list_transcripts: { limit: 2, status: 'completed' },
    summarize_transcript: { transcript_id },
    list_action_items: { transcript_id },
    translate_transcript: { transcript_id, target_languages: ['de'] },
    identify_speakers: { transcript_id, speaker_type: 'name', known_values: ['Ann'] },
    format_transcript: { transcript_id, custom_formatting_date: 'yyyy-mm-dd' },
    upload_file: {},
    lemur_task: { ...llm, prompt: 'What is it about?' },
    lemur_summary: llm,
    lemur_question_answer: { ...llm, questions: [{ question: 'Who speaks?' }] },
    lemur_action_items: llm,
    llm_chat: { model: 'claude-sonnet-4-6', prompt: 'Say hello.' },
    lemur_get_response: { request_id: '5e1b27c2-691f-4414-8bc5-f14678442f9e' },
    lemur_purge: { request_id: '5e1b27c2-691f-4414-8bc5-f14678442f9e' },
    create_streaming_token: { expires_in_seconds: 60 },
    custom_api_call: { method: 'GET', path: '/v2/transcript', query: { limit: 1 } },
    delete_transcript: { transcript_id },
  };
  return [
    ...ENTRIES.filter(({ id }) => id !== 'delete_transcript').map(({ id }) => ({
      name: id,
      entry: id,
      answers: uses[id]!,
    })),
    ...eachField('submit_transcript', { audio_url }),
    ...TOGETHER.map((answers) => ({
      name: `submit_transcript with ${Object.keys(answers).join(', ')}`,
      entry: 'submit_transcript',
      answers: { audio_url, ...answers },
    })),
    { name: 'delete_transcript', entry: 'delete_transcript', answers: uses['delete_transcript']! },
  ];
}

/** What the catalogue refuses alone. */
const TOGETHER: readonly Readonly<Record<string, unknown>>[] = [
  {
    redact_pii: true,
    redact_pii_policies: ['person_name'],
    redact_pii_sub: 'hash',
    redact_pii_return_unredacted: true,
    redact_pii_audio: true,
    redact_pii_audio_quality: 'wav',
    return_redacted_no_speech_audio: true,
    override_audio_redaction_method: 'silence',
  },
];

/** Each field alone, with what it needs; what the catalogue refuses in principle is not asked. */
function eachField(id: string, base: Readonly<Record<string, unknown>>): readonly Scenario[] {
  const entry = findEntry(id)!;
  const fields = entry.params;
  return Object.keys(fields)
    .filter((key) => fields[key]!.kind !== 'media')
    .map((key) => ({ name: `${id} with ${key}`, entry: id, answers: { ...answersWith(fields, key), ...base } }))
    .filter(({ answers }) => isAllowed(id, answers));
}

function isAllowed(id: string, answers: Readonly<Record<string, unknown>>): boolean {
  try {
    readInput(findEntry(id)!, answers);
    return true;
  } catch {
    return false;
  }
}
