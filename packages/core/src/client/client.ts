import { withExtra } from '../extra.ts';
import type { CompletedTranscript, LemurBackend } from '../model.ts';
import { metered } from '../usage/metered.ts';
import { createFiles } from './files.ts';
import { notify } from './hooks.ts';
import { createLemur } from './lemur.ts';
import { createLlm } from './llm.ts';
import { rawRequest } from './raw.ts';
import { checkRequested, createRedactedAudio } from './redacted-audio.ts';
import { createTranscripts } from './transcripts.ts';
import { createTranscribeNow } from './now.ts';
import { createStreamingTokens } from './streaming-tokens.ts';
import { isLink } from './source.ts';
import { createTransport, type Transport, type TransportOptions } from './transport.ts';
import type { Client, RestClient, TranscribeOptions } from './types.ts';
import { waitFor } from './wait.ts';

export interface ClientOptions extends TransportOptions {
  /** Checks parameters before anything is uploaded or sent. Throws a BadInputError for invalid ones. */
  readonly checkParams?: ((params: Readonly<Record<string, unknown>>) => void) | undefined;
  /** The service for calls of `lemur` without a `backend`. @default 'lemur' */
  readonly lemurBackend?: LemurBackend | undefined;
}

/**
 * Creates a client for files, transcripts and waiting: a smaller version of `createClient`, for small bundles.
 *
 * @throws BadInputError for an invalid key, region or host.
 */
export function createRestClient(options: ClientOptions): RestClient {
  return restClientOver(createTransport(options), options);
}

/** Everything that `createClient` offers, except batches. */
export function createApiClient(options: ClientOptions): Client {
  const transport = createTransport(options);
  const rest = restClientOver(transport, options);
  const gateway = createLlm(transport);
  const redacted = createRedactedAudio(transport, rest.transcripts.get);
  const transcripts = { ...rest.transcripts, ...redacted };
  return {
    ...rest,
    ...gateway,
    lemurBackend: options.lemurBackend,
    lemur: createLemur(transport, { transcripts, llm: gateway.llm }, options.lemurBackend),
    streaming: createStreamingTokens(transport),
    transcripts,
    transcribeNow: createTranscribeNow(transport, rest.transcribe),
    request: (request, callOptions) => rawRequest(transport, request, callOptions),

    async transcribe(source, params = {}, transcribeOptions = {}) {
      const { redactedAudio, deadlineMs, onSubmitted, usage } = transcribeOptions;
      const start = (startOptions: TranscribeOptions): Promise<CompletedTranscript> =>
        metered({ usage, audio: source, params: withExtra(params) }, startOptions, (metering) =>
          rest.transcribe(source, params, metering),
        );
      if (redactedAudio !== true) return start(transcribeOptions);
      checkRequested(withExtra(params));
      const { clock } = transport;
      let startedAt = 0;
      const transcript = await start({
        ...transcribeOptions,
        onSubmitted: (job) => {
          startedAt = clock.now();
          onSubmitted?.(job);
        },
      });
      await redacted.waitForRedactedAudio(transcript.id, {
        ...transcribeOptions,
        deadlineMs: deadlineMs && Math.max(0, startedAt + deadlineMs - clock.now()),
      });
      return transcript;
    },
  };
}

function restClientOver(transport: Transport, { region = 'us', checkParams }: ClientOptions): RestClient {
  const files = createFiles(transport);
  const { submit, ...reading } = createTranscripts(transport);
  const transcripts: RestClient['transcripts'] = {
    ...reading,
    submit: async (params, callOptions) => {
      const body = withExtra(params);
      checkParams?.(body);
      return submit(body, callOptions);
    },
  };

  return {
    region,
    hosts: transport.hosts,
    files,
    transcripts,
    resume: transcripts.wait,

    async transcribe(source, params = {}, waitOptions = {}) {
      const { signal, retryUnsafe, timeoutMs, onProgress, beforeSubmit, onSubmitted } = waitOptions;
      const settings = withExtra(params);
      checkParams?.({ audio_url: 'https://example.com/audio', ...settings });
      const audio_url = await files.urlOf(source, { signal, onProgress });
      const unique = isLink(source) ? undefined : 'audio_url';
      const body = { ...settings, audio_url };
      await beforeSubmit?.(body);
      const submitted = await submit(body, { signal, retryUnsafe, timeoutMs, unique });
      notify(onSubmitted, submitted);
      return waitFor(transport, transcripts.get, submitted.id, waitOptions, submitted);
    },
  };
}
