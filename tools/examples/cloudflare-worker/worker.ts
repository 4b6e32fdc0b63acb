import { createRestClient, explain, isAssemblyAIError, type RestClientOptions } from '@aai-connectors/core/rest';
import { errorPage, formPage, statusPage, transcriptPage } from './pages.ts';

/** Variables and secrets of the Worker. */
export interface Env {
  /** Set with `wrangler secret put ASSEMBLYAI_API_KEY`. */
  readonly ASSEMBLYAI_API_KEY: string;
  /** `eu` to process in the EU. @default 'us' */
  readonly ASSEMBLYAI_REGION?: string;
  /** Base address of another API, for tests. */
  readonly ASSEMBLYAI_HOST?: string;
}

/** Bytes that Cloudflare accepts in a request on the free and the pro plan. */
const MOST_BYTES = 100 * 1024 * 1024;

/** A Worker with an upload form, and a page for each transcript that reloads until the transcript is ready. */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname } = new URL(request.url);
    try {
      if (pathname === '/' && request.method === 'GET') return page(formPage());
      if (pathname === '/' && request.method === 'POST') return await upload(request, env);
      const id = /^\/transcripts?\/([\w-]{1,64})$/.exec(pathname)?.[1];
      if (id !== undefined && request.method === 'GET') return await show(id, env);
      return page(errorPage('This page does not exist.'), 404);
    } catch (error) {
      return failure(error);
    }
  },
};

function clientOf({ ASSEMBLYAI_API_KEY: apiKey, ASSEMBLYAI_REGION, ASSEMBLYAI_HOST }: Env) {
  const options: RestClientOptions = {
    apiKey,
    ...(ASSEMBLYAI_HOST === undefined
      ? { region: ASSEMBLYAI_REGION === 'eu' ? 'eu' : 'us' }
      : { hosts: { api: ASSEMBLYAI_HOST } }),
  };
  return createRestClient(options);
}

async function upload(request: Request, env: Env): Promise<Response> {
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) {
    return page(errorPage('The file is larger than 100 MB.'), 413);
  }
  const form = await request.formData().catch(() => undefined);
  const file = form?.get('file');
  if (!(file instanceof File) || file.size === 0) return page(errorPage('Choose an audio or video file.'), 400);
  const client = clientOf(env);
  const audio_url = await client.files.urlOf(file);
  const { id } = await client.transcripts.submit(
    { audio_url, speaker_labels: true, language_detection: true },
    { unique: 'audio_url' },
  );
  // Reloading the page must not upload again.
  return new Response(null, { status: 303, headers: { location: `/transcripts/${id}` } });
}

async function show(id: string, env: Env): Promise<Response> {
  const transcript = await clientOf(env).transcripts.get(id);
  if (transcript.status === 'error') return page(errorPage(`Transcription failed: ${transcript.error ?? ''}`), 422);
  if (transcript.status === 'completed') return page(transcriptPage(transcript));
  return page(statusPage(transcript.status), 200, { refresh: '2' });
}

function failure(error: unknown): Response {
  if (!isAssemblyAIError(error)) return page(errorPage('Something went wrong. Try again.'), 500);
  return page(errorPage(explain(error)), error.code === 'not_found' ? 404 : error.code === 'bad_input' ? 400 : 502);
}

const page = (html: string, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
      'cache-control': 'no-store',
      ...headers,
    },
  });
