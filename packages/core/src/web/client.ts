import { createLive, type LiveOptions, type Streaming } from './live.ts';
import { type RestClientOptions, withHands } from './rest.ts';
import { webDial } from './socket.ts';
import { timers } from './streaming.ts';
import { type BatchClient, createClient as createBareClient } from '../whole-client.ts';

export interface WebClientOptions extends RestClientOptions, LiveOptions {}

/** A client that can also transcribe live. */
export interface WebClient extends BatchClient {
  readonly streaming: BatchClient['streaming'] & Streaming;
}

/** Seconds in which a token has to be used; it is used at once. */
const TOKEN_SECONDS = 60;

/**
 * A client that runs wherever there is `fetch`: browsers, workers, Deno, Bun, Node.
 *
 * @throws BadInputError for a key, region or host that cannot work.
 */
export function createClient(options: WebClientOptions): WebClient {
  const client = createBareClient(withHands(options));
  const { createToken } = client.streaming;
  const live = createLive(options, {
    hands: { ...timers, dial: webDial() },
    // A socket of the platform cannot carry the key.
    credentials: { token: async () => (await createToken({ expires_in_seconds: TOKEN_SECONDS })).token },
  });
  return { ...client, streaming: { createToken, ...live } };
}
