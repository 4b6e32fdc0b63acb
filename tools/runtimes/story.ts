import type { Client, WebClientOptions } from '@aai-connectors/core/web';
import * as core from '@aai-connectors/core/web';

export interface StoryInput {
  /** Base address of the stand-in. */
  readonly base: string;
  readonly apiKey: string;
  /** A recording that the stand-in knows, in Base64. */
  readonly audio: string;
}

/** What one runtime saw; the same everywhere. */
export interface StoryReport {
  readonly text: string | null | undefined;
  readonly words: number | undefined;
  readonly progress: readonly [sent: number, total: number | undefined];
  readonly streamedBytesAccepted: boolean;
  readonly captions: boolean;
  readonly listed: boolean;
  readonly codes: Readonly<Record<string, string>>;
  readonly secretLength: boolean;
}

/** Everything that a runtime must support. The same program runs in each of them. */
export async function main({ base, apiKey, audio: text }: StoryInput): Promise<StoryReport> {
  const audio = bytesOf(text);
  const options: WebClientOptions = { apiKey, hosts: { api: base, llm: `${base}/v1`, streaming: base } };
  const client = core.createClient(options);

  let progress: [number, number | undefined] = [0, undefined];
  const transcript = await client.transcribe(
    new Blob([audio]),
    { speaker_labels: false },
    { intervalMs: 50, onProgress: (sent, total) => (progress = [sent, total]) },
  );
  const { upload_url } = await client.files.upload(pieces(audio));
  const listed: string[] = [];
  for await (const { id } of client.transcripts.listAll({ limit: 1 })) listed.push(id);
  const captions = await client.transcripts.subtitles(transcript.id, { format: 'vtt' });

  return {
    text: transcript.text,
    words: transcript.words?.length,
    progress,
    streamedBytesAccepted: upload_url.startsWith('http'),
    captions: captions.startsWith('WEBVTT'),
    listed: listed.includes(transcript.id),
    codes: await failures(client, options),
    secretLength: core.createWebhook({ url: 'https://example.com/hook' }).headerValue.length >= 22,
  };
}

async function failures(client: Client, options: WebClientOptions): Promise<Record<string, string>> {
  const fault = (name: string): core.Client =>
    core.createClient({
      ...options,
      timeoutMs: 300,
      retry: { attempts: 2, baseMs: 1 },
      fetch: (url, init) =>
        fetch(url as string, { ...init, headers: { ...(init?.headers as object), 'x-stand-in-fault': name } }),
    });
  const gone = core.createClient({ ...options, hosts: { api: 'http://127.0.0.1:1' }, retry: { attempts: 1 } });
  const wrongKey = core.createClient({ ...options, apiKey: 'wrong-key' });
  return {
    key: await codeOf(wrongKey.transcripts.list()),
    missing: await codeOf(client.transcripts.get('no-such-transcript')),
    aborted: await codeOf(client.transcripts.list({}, { signal: AbortSignal.abort() })),
    hang: await codeOf(fault('hang').transcripts.list()),
    broken: await codeOf(fault('invalid-json').transcripts.list()),
    server: await codeOf(fault('500').transcripts.list()),
    reset: await codeOf(fault('reset-before-headers').transcripts.list()),
    unreachable: await codeOf(gone.transcripts.list()),
    empty: await codeOf(client.files.upload(new Blob([]))),
  };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'no error';
  } catch (error) {
    return core.isAssemblyAIError(error) ? error.code : String(error);
  }
}

async function* pieces(audio: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < audio.length; at += 65_536) yield audio.subarray(at, at + 65_536);
}

export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
