import { BadInputError } from '../errors.ts';
import { withExtra } from '../extra.ts';
import type { StreamingIo } from './host.ts';
import {
  type SentParams,
  type SessionOptions,
  type SessionParts,
  sessionUrl,
  settingsOf,
  type StreamingParams,
} from './options.ts';
import type { StreamingSession } from './session/events.ts';
import { openSession } from './session/session.ts';

/** How a session authenticates: with a token in the address, or with the API key if the runtime can set headers. */
export type Credentials =
  | { readonly apiKey: string }
  /** Called for each connection, because a token can be used only once. */
  | { readonly token: () => string | Promise<string> };

export interface StreamingOptions extends SessionParts {
  /** Base address, such as `https://streaming.assemblyai.com`. The protocol becomes `wss:`. */
  readonly host: string;
  readonly io: StreamingIo;
  readonly credentials: Credentials;
  /** Parameters that are sent unless the caller sets them. */
  readonly defaults?: SentParams | undefined;
  /** Checks parameters before connecting. Throws a BadInputError for invalid parameters. */
  readonly checkParams?: ((params: Readonly<Record<string, unknown>>) => void) | undefined;
}

/** Opens a session. All other functions for live transcription use it. */
export type Connect = (params: StreamingParams, options?: SessionOptions) => Promise<StreamingSession>;

/**
 * Opens a live transcription. Resolves when the service has sent `Begin`.
 *
 * @throws BadInputError for invalid parameters, before anything is sent.
 * @throws AuthenticationError, RateLimitedError, NetworkError, TimeoutError and others if the session cannot be opened.
 */
export async function connect(
  { host, io, credentials, defaults, checkParams, ...parts }: StreamingOptions,
  params: StreamingParams,
  options: SessionOptions = {},
): Promise<StreamingSession> {
  const sent = withExtra(params);
  checkParams?.(sent);
  const settings = settingsOf(sent, options, parts);
  const url = (token?: string): string => sessionUrl(host, sent, token, defaults);
  // Throws here if parameters cannot be serialized, instead of in each attempt.
  url();
  return openSession(io, settings, sent, async () => {
    if ('apiKey' in credentials) {
      return { url: url(), headers: { authorization: credentials.apiKey } };
    }
    const token = await credentials.token();
    if (typeof token !== 'string' || token === '') {
      throw new BadInputError('The token function returned no token.', {
        field: 'token',
        hint: 'Return the token that client.streaming.createToken creates on your server.',
      });
    }
    return { url: url(token), headers: {} };
  });
}
