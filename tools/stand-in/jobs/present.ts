import { INTELLIGENCE_FIELDS } from '../intelligence/intelligence.ts';
import type { TranscriptRecord } from './transcripts.ts';

/** Left out if they have no value: the API description does not allow null. */
const NEVER_NULL = new Set([
  'redact_pii_sub',
  'keyterms_prompt',
  'prompt',
  'topics',
  'speech_understanding',
  'redact_pii_audio_options',
  'language_detection_options',
  'language_code',
  'redact_static_entities',
  'keyterms_prompt_options',
  'redact_pii_return_unredacted',
]);

/** Never echoed. Contract: `webhooks.md` section 1. */
const SECRET = new Set(['webhook_auth_header_value']);

const DELETED_URL = 'http://deleted_by_user';

/** The transcript object of the API. Contract: `rest.md` 5.2, `rest-supplement.md` sections 2 and 3. */
export function present(record: TranscriptRecord): Record<string, unknown> {
  const { id, request, status, result, error, deleted } = record;
  const fixed = {
    id,
    language_model: 'assemblyai_default',
    acoustic_model: 'assemblyai_default',
    status,
    webhook_status_code: record.webhookStatusCode,
    throttled: record.throttled,
  };
  if (deleted) return { ...emptied(record), ...fixed, webhook_status_code: null, throttled: null };
  const echo = Object.entries(request).filter(
    ([name, value]) => !SECRET.has(name) && !(value === null && NEVER_NULL.has(name)),
  );
  return {
    ...empty(),
    punctuate: true,
    format_text: true,
    language_detection: false,
    multichannel: false,
    speaker_labels: false,
    ...Object.fromEntries(echo),
    ...fixed,
    ...(status !== 'error' && { text: null, words: null, utterances: null, ...result?.fields }),
    ...(result !== undefined && { words: result.words, utterances: result.utterances }),
    ...(error !== undefined && { error }),
    webhook_auth: typeof request.webhook_auth_header_name === 'string',
    // The engine's name in place of the model, so that nobody mistakes the text for AssemblyAI's.
    ...(record.engine !== undefined && { speech_model_used: `stand-in/${record.engine}` }),
  };
}

/** Every member that the API description requires, without a value. */
const empty = (): Record<string, unknown> => ({
  speech_model: null,
  language_confidence_threshold: null,
  language_confidence: null,
  text: null,
  words: null,
  utterances: null,
  confidence: null,
  audio_duration: null,
  auto_highlights: false,
  auto_chapters: false,
  redact_pii: false,
  summarization: false,
  webhook_url: null,
  webhook_auth_header_name: null,
  ...Object.fromEntries(INTELLIGENCE_FIELDS.map((field) => [field, null])),
});

/** What is left of a deleted transcript, as in the vendor's example. */
function emptied({ request, result }: TranscriptRecord): Record<string, unknown> {
  return {
    ...empty(),
    audio_url: DELETED_URL,
    text: 'Deleted by user.',
    audio_duration: result?.fields['audio_duration'] ?? null,
    punctuate: null,
    format_text: null,
    webhook_url: typeof request.webhook_url === 'string' ? DELETED_URL : null,
    webhook_auth: false,
  };
}

/** Times have no zone and microseconds. */
export const apiTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, -1)}000`;

/** One item of the list. */
export function presentInList(record: TranscriptRecord, base: string): Record<string, unknown> {
  return {
    id: record.id,
    resource_url: `${base}/v2/transcript/${record.id}`,
    status: record.status,
    created: apiTime(record.createdAt),
    completed: record.status === 'completed' && record.completedAt !== undefined ? apiTime(record.completedAt) : null,
    audio_url: record.deleted ? DELETED_URL : record.request.audio_url,
    error: record.error ?? null,
  };
}
