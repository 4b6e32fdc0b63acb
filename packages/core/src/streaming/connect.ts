import { BadInputError } from '../errors.ts';
import { pcmFormat } from './audio/encoding.ts';
import type { StreamingHands } from './host.ts';
import { type SessionOptions, sessionUrl, settingsOf, type StreamingParams } from './options.ts';
import type { StreamingSession } from './session/events.ts';
import { startSession } from './session/session.ts';

/** How a session proves who it is: by a token in the address, or by the key where a runtime can set headers. */
export type Credentials =
  | { readonly apiKey: string }
  /** Called for each connection: a token is good once. */
  | { readonly token: () => string | Promise<string> };

export interface StreamingOptions {
  /** Base address, `https://streaming.assemblyai.com`; becomes `wss:`. */
  readonly host: string;
  readonly hands: StreamingHands;
  readonly credentials: Credentials;
  /** Refuses wrong parameters before a connection is made, by throwing a BadInputError. */
  readonly checkParams?: ((params: Readonly<Record<string, unknown>>) => void) | undefined;
}

/** Opens sessions: what everything else about live transcription is built on. */
export type Connect = (params: StreamingParams, options?: SessionOptions) => Promise<StreamingSession>;

/**
 * Opens a live transcription. Resolves when the service said `Begin`.
 *
 * @throws BadInputError for parameters that cannot work, before anything is sent.
 * @throws AuthenticationError, RateLimitedError, NetworkError, TimeoutError … when no session came about.
 */
export async function connect(
  { host, hands, credentials, checkParams }: StreamingOptions,
  params: StreamingParams,
  options: SessionOptions = {},
): Promise<StreamingSession> {
  checkParams?.(params);
  const format = pcmFormat(params.sample_rate, params.encoding);
  const settings = settingsOf(options);
  // Parameters that cannot be written down fail here, and not with each try.
  sessionUrl(host, params, undefined);
  const { session, opened } = startSession({
    hands,
    settings,
    format,
    formats: typeof params['format_turns'] === 'boolean' ? params['format_turns'] : undefined,
    inactivitySeconds: typeof params['inactivity_timeout'] === 'number' ? params['inactivity_timeout'] : undefined,
    async target() {
      if ('apiKey' in credentials) {
        return { url: sessionUrl(host, params, undefined), headers: { authorization: credentials.apiKey } };
      }
      const token = await credentials.token();
      if (typeof token !== 'string' || token === '') {
        throw new BadInputError('The token for streaming is empty.', { field: 'token' });
      }
      return { url: sessionUrl(host, params, token), headers: {} };
    },
  });
  await opened;
  return session;
}
