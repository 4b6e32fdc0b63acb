import { type Client, createClient, fetchIo, hostsBehind } from './core.ts';

/** The values of a connection, see `credential.ts`. */
export interface Connection {
  readonly api_key: string;
  readonly region?: string | undefined;
  readonly base_url?: string | undefined;
  /** Whether the account still has LeMUR. */
  readonly lemur?: boolean | undefined;
}

/** A client for a connection. @throws BadInputError for an invalid API key or base URL */
export function clientOf({ api_key, region, base_url, lemur }: Connection): Client {
  return createClient({
    io: fetchIo(),
    apiKey: api_key,
    region: region === 'eu' ? 'eu' : 'us',
    hosts: hostsBehind(base_url),
    ...(lemur === true && { lemurBackend: 'lemur' }),
  });
}

/** A connection in a context. Connections of the platform's first AssemblyAI piece have only a key. */
export type GivenConnection = { readonly props: Connection } | { readonly secret_text: string };

export const connectionOf = (given: GivenConnection): Connection =>
  'props' in given ? given.props : { api_key: given.secret_text };

/** The client for the connection in the context of an action or a trigger. */
export const clientFor = (given: GivenConnection): Client => clientOf(connectionOf(given));
