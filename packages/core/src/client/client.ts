import { BadInputError } from '../errors.ts';
import type { Hands } from '../hands.ts';
import { hostsOf, type RegionOptions } from '../regions.ts';
import { createFiles } from './files.ts';
import { type Hooks, tell } from './hooks.ts';
import { createLemur } from './lemur.ts';
import { createLlm } from './llm.ts';
import { rawRequest } from './raw.ts';
import { DEFAULT_RETRY, type RetryPolicy } from './retry.ts';
import { createTranscripts } from './transcripts.ts';
import { createStreamingTokens } from './streaming-tokens.ts';
import { createTransport } from './transport.ts';
import type { Client, RestClient, TranscriptParams } from './types.ts';
import { waitFor } from './wait.ts';

export interface ClientOptions extends RegionOptions {
  readonly hands: Hands;
  /** Left out where `hands.send` adds it: then nothing else in the suite sees the key. */
  readonly apiKey?: string | undefined;
  /** Overrides single values of {@link DEFAULT_RETRY}. */
  readonly retry?: Partial<RetryPolicy> | undefined;
  readonly hooks?: Hooks | undefined;
  /** Milliseconds for one attempt of a plain request. @default 30 000 */
  readonly timeoutMs?: number | undefined;
  /** Refuses wrong parameters before anything is uploaded or sent, by throwing a BadInputError. */
  readonly checkParams?: ((params: Readonly<Record<string, unknown>>) => void) | undefined;
}

/**
 * A client for files, transcripts and waiting: the smaller part of {@link createClient}, for bundles.
 *
 * @throws BadInputError for a key, region or host that cannot work.
 */
export function createRestClient(options: ClientOptions): RestClient {
  const { hands, hooks = {}, timeoutMs = 30_000, region = 'us', checkParams } = options;
  const apiKey = options.apiKey === undefined ? undefined : checkedKey(options.apiKey);
  const retry = { ...DEFAULT_RETRY, ...options.retry };
  const transport = createTransport({ hands, hosts: hostsOf(options), apiKey, retry, hooks, timeoutMs });

  const files = createFiles(transport);
  const { submit, ...reading } = createTranscripts(transport);
  const transcripts: RestClient['transcripts'] = {
    ...reading,
    submit: async (params, callOptions) => {
      checkParams?.(params);
      return submit(params, callOptions);
    },
  };

  return {
    region,
    transport,
    files,
    transcripts,
    streaming: createStreamingTokens(transport),
    request: (request, callOptions) => rawRequest(transport, request, callOptions),
    resume: transcripts.wait,

    async transcribe(source, params = {}, waitOptions = {}) {
      const { signal, retryUnsafe, onProgress, onSubmitted } = waitOptions;
      checkParams?.({ audio_url: 'https://example.com/audio', ...params });
      const audio_url = await files.urlOf(source, { signal, onProgress });
      const body: TranscriptParams = { ...params, audio_url };
      const submitted = await submit(body, { signal, retryUnsafe });
      tell(onSubmitted, submitted);
      return waitFor(transport, transcripts.get, submitted.id, waitOptions, submitted);
    },
  };
}

/**
 * A client for the whole API.
 *
 * @throws BadInputError for a key, region or host that cannot work.
 */
export function createClient(options: ClientOptions): Client {
  const rest = createRestClient(options);
  const llm = createLlm(rest.transport);
  return { ...rest, llm, lemur: createLemur(rest.transport, { transcripts: rest.transcripts, llm }) };
}

/** A key goes into a header as it is, so what cannot stand there is refused before anything is sent. */
function checkedKey(apiKey: string): string {
  const key = typeof apiKey === 'string' ? apiKey.trim() : '';
  const refuse = (message: string, hint: string): BadInputError =>
    new BadInputError(message, { field: 'apiKey', hint });
  if (key === '') throw refuse('The API key is missing.', 'Find it in the AssemblyAI dashboard under API Keys.');
  if (/^bearer\s/i.test(key)) throw refuse('The API key must not start with "Bearer".', 'Give the bare key.');
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw refuse('The API key has blanks or special characters in it.', 'Copy it once more from the dashboard.');
  }
  return key;
}
