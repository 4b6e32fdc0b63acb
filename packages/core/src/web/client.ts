import { createSpeakers } from '../streaming/incoming/speakers.ts';
import { opus } from '../streaming/opus/index.ts';
import { fromDataUrl } from './data-url.ts';
import { createLive, type LiveOptions, type Streaming } from './live.ts';
import { checkOptions, type CheckOptions, checksOf } from './options.ts';
import { type RestClientOptions, withIo } from './rest.ts';
import { answerSdkCalls, refuseSdkArguments } from './sdk-calls.ts';
import { webDial, WITHOUT_PINGS } from './socket.ts';
import { timers } from './streaming.ts';
import { type BatchClient, createClient as createBareClient } from '../whole-client.ts';

export interface WebClientOptions extends RestClientOptions, LiveOptions, CheckOptions {}

/** A client that can also transcribe live. */
export interface WebClient extends BatchClient {
  readonly streaming: BatchClient['streaming'] & Streaming;
}

/** Validity of a token in seconds. It is used at once. */
const TOKEN_SECONDS = 60;

/**
 * Creates a client that runs wherever `fetch` exists: browsers, workers, Deno, Bun, Node. Audio may also be a data URL.
 *
 * @throws BadInputError for an unknown option, and for an invalid key, region or host.
 */
export function createClient(options: WebClientOptions): WebClient {
  checkOptions(options);
  const checked = { ...checksOf(options), ...options };
  const client = createBareClient(withIo(checked));
  const { transcribe, files } = client;
  const { createToken } = client.streaming;
  const live = createLive(checked, {
    io: { ...timers, dial: webDial() },
    // The platform's WebSocket cannot send the API key.
    credentials: { token: async () => (await createToken({ expires_in_seconds: TOKEN_SECONDS })).token },
    defaults: WITHOUT_PINGS,
    encodings: opus,
    createSpeakers,
  });
  return answerSdkCalls(
    refuseSdkArguments({
      ...client,
      streaming: { createToken, ...live },
      transcribe: async (source, params, waitOptions) => transcribe(fromDataUrl(source), params, waitOptions),
      files: {
        urlOf: async (source, uploadOptions) => files.urlOf(fromDataUrl(source), uploadOptions),
        upload: async (audio, uploadOptions) => files.upload(fromDataUrl(audio), uploadOptions),
      },
    }),
  );
}
