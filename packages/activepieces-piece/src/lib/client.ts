import { type Client, createClient, fetchIo, hostsBehind } from './core.ts';

/** What a connection holds; `credential.ts` asks for it. */
export interface Connection {
  readonly api_key: string;
  readonly region?: string | undefined;
  readonly base_url?: string | undefined;
  /** Whether the account still has LeMUR. */
  readonly lemur?: boolean | undefined;
}

/** A client with the connection's key. @throws BadInputError for a key or an address that cannot work. */
export function clientOf({ api_key, region, base_url, lemur }: Connection): Client {
  return createClient({
    io: fetchIo(),
    apiKey: api_key,
    region: region === 'eu' ? 'eu' : 'us',
    hosts: hostsBehind(base_url),
    ...(lemur === true && { lemurBackend: 'lemur' }),
  });
}

/** The connection in the context of an action or a trigger. */
export const clientFor = ({ props }: { readonly props: Connection }): Client => clientOf(props);
