import { readFile } from 'node:fs/promises';
import { recordingPath, type StandIn } from '@aai-connectors/stand-in';
import createClient from 'openapi-fetch';
import type { components, paths } from '../files/openapi/assemblyai-openapi-3.1.d.ts';

type Transcript = components['schemas']['Transcript'];

/** One call of the generated client, and what it returned in a few words. */
export interface Call {
  readonly operation: string;
  readonly result: string;
}

/** The response of a call. @throws Error if the API rejected it */
function expect<T>({ data, error }: { readonly data?: T; readonly error?: unknown }): T {
  if (data !== undefined) return data;
  throw new Error(`The API rejected the request: ${JSON.stringify(error)}`);
}

/**
 * Uses the client that openapi-typescript and openapi-fetch make from the OpenAPI document: uploads a recording, waits
 * for its transcript, and calls the other operations on it.
 */
export async function clientStory({ url, keys: [apiKey = ''] }: StandIn): Promise<readonly Call[]> {
  const client = createClient<paths>({ baseUrl: url, headers: { Authorization: apiKey } });
  const calls: Call[] = [];
  const called = (operation: string, result: unknown): void => void calls.push({ operation, result: String(result) });

  const recording = new Blob([await readFile(recordingPath('dialogue.wav'))]);
  const { upload_url } = expect(
    await client.POST('/v2/upload', {
      body: recording,
      bodySerializer: (blob) => blob,
      headers: { 'Content-Type': 'application/octet-stream' },
    }),
  );
  called('uploadFile', new URL(upload_url).pathname.split('/').length > 1 ? 'a URL' : upload_url);

  const queued = expect(
    await client.POST('/v2/transcript', {
      body: {
        audio_url: upload_url,
        speaker_labels: true,
        redact_pii: true,
        redact_pii_policies: ['person_name'],
        redact_pii_audio: true,
        language_code: 'en_us',
      },
    }),
  );
  called('transcribe', queued.status);
  const path = { transcript_id: queued.id };

  let transcript: Transcript = queued;
  while (transcript.status === 'queued' || transcript.status === 'processing') {
    await new Promise((resolve) => setTimeout(resolve, 20));
    transcript = expect(await client.GET('/v2/transcript/{transcript_id}', { params: { path } }));
  }
  if (transcript.status !== 'completed') throw new Error(`The transcript failed: ${transcript.error ?? ''}`);
  called('getTranscript', `${transcript.utterances?.length ?? 0} utterances`);

  const { sentences } = expect(await client.GET('/v2/transcript/{transcript_id}/sentences', { params: { path } }));
  called('getSentences', `${sentences.length} sentences`);
  const { paragraphs } = expect(await client.GET('/v2/transcript/{transcript_id}/paragraphs', { params: { path } }));
  called('getParagraphs', `${paragraphs.length} paragraphs`);
  const subtitles = expect(
    await client.GET('/v2/transcript/{transcript_id}/{format}', {
      params: { path: { ...path, format: 'vtt' }, query: { chars_per_caption: 32 } },
      parseAs: 'text',
    }),
  );
  called('getSubtitles', subtitles.split('\n')[0]);
  const word = transcript.words?.[0]?.text.replace(/\W/g, '') ?? '';
  const { total_count } = expect(
    await client.GET('/v2/transcript/{transcript_id}/word-search', {
      params: { path, query: { words: [word, 'the'] } },
    }),
  );
  called('searchWords', `${total_count} matches`);
  const { transcripts } = expect(
    await client.GET('/v2/transcript', { params: { query: { limit: 2, status: 'completed' } } }),
  );
  called('listTranscripts', `${transcripts.length} transcript`);

  const { translated_texts } = expect(
    await client.POST('/v1/understanding', {
      body: { ...path, speech_understanding: { request: { translation: { target_languages: ['de'] } } } },
    }),
  );
  called('understandTranscript', `languages ${Object.keys(translated_texts ?? {}).join()}`);
  const { choices } = expect(
    await client.POST('/v1/chat/completions', { body: { model: 'claude-sonnet-4-6', prompt: 'Say hello.' } }),
  );
  called('llmChat', choices[0]?.message.role);
  const { expires_in_seconds } = expect(
    await client.GET('/v3/token', { params: { query: { expires_in_seconds: 60 } } }),
  );
  called('createStreamingToken', `${expires_in_seconds ?? 0} seconds`);
  const deleted = expect(await client.DELETE('/v2/transcript/{transcript_id}', { params: { path } }));
  called('deleteTranscript', deleted.text);
  return calls;
}
