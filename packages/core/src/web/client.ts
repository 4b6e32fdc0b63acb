import { fromDataUrl } from './data-url.ts';
import { createLive, type LiveOptions, type Streaming } from './live.ts';
import { checkOptions, type CheckOptions, checksOf } from './options.ts';
import { type RestClientOptions, withIo } from './rest.ts';
import { answerSdkCalls, refuseSdkArguments } from './sdk-calls.ts';
import { webDial } from './socket.ts';
import { timers } from './streaming.ts';
import { type BatchClient, createClient as createBareClient } from '../whole-client.ts';

export interface WebClientOptions extends RestClientOptions, LiveOptions, CheckOptions {}

/** A client that can also transcribe live. */
export interface WebClient extends BatchClient {
  readonly streaming: BatchClient['streaming'] & Streaming;
}

/** Seconds in which a token has to be used; it is used at once. */
const TOKEN_SECONDS = 60;

/**
 * A client that runs wherever there is `fetch`: browsers, workers, Deno, Bun, Node. Audio may also be a data URL.
 *
 * @throws BadInputError for an option that does not exist, and for a key, region or host that cannot work.
 */
export function createClient(options: WebClientOptions): WebClient {
  checkOptions(options);
  const checked = { ...checksOf(options), ...options };
  const client = createBareClient(withIo(checked));
  const { transcribe, files } = client;
  const { createToken } = client.streaming;
  const live = createLive(checked, {
    io: { ...timers, dial: webDial() },
    // A socket of the platform cannot carry the key.
    credentials: { token: async () => (await createToken({ expires_in_seconds: TOKEN_SECONDS })).token },
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
