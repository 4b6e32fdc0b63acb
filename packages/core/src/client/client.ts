import { withExtra } from '../extra.ts';
import type { CompletedTranscript, LemurBackend } from '../model.ts';
import { metered } from '../usage/metered.ts';
import { createFiles } from './files.ts';
import { tell } from './hooks.ts';
import { createLemur } from './lemur.ts';
import { createLlm } from './llm.ts';
import { rawRequest } from './raw.ts';
import { checkAskedFor, createRedactedAudio } from './redacted-audio.ts';
import { createTranscripts } from './transcripts.ts';
import { createTranscribeNow } from './now.ts';
import { createStreamingTokens } from './streaming-tokens.ts';
import { isLink } from './source.ts';
import { createTransport, type Transport, type TransportOptions } from './transport.ts';
import type { Client, RestClient, TranscribeOptions } from './types.ts';
import { waitFor } from './wait.ts';

export interface ClientOptions extends TransportOptions {
  /** Refuses wrong parameters before anything is uploaded or sent, by throwing a BadInputError. */
  readonly checkParams?: ((params: Readonly<Record<string, unknown>>) => void) | undefined;
  /** Which service answers calls of `lemur` that name no backend. @default 'lemur' */
  readonly lemurBackend?: LemurBackend | undefined;
}

/**
 * A client for files, transcripts and waiting: the smaller part of `createClient`, for bundles.
 *
 * @throws BadInputError for a key, region or host that cannot work.
 */
export function createRestClient(options: ClientOptions): RestClient {
  return restClientOver(createTransport(options), options);
}

/** All but batches of `createClient`. */
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
      const start = (started: TranscribeOptions): Promise<CompletedTranscript> =>
        metered({ usage, audio: source, params: withExtra(params) }, started, (metering) =>
          rest.transcribe(source, params, metering),
        );
      if (redactedAudio !== true) return start(transcribeOptions);
      checkAskedFor(withExtra(params));
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
      tell(onSubmitted, submitted);
      return waitFor(transport, transcripts.get, submitted.id, waitOptions, submitted);
    },
  };
}
