import type { Connection } from './credential.ts';
import { type Client, createClient, fetchHands } from './core.ts';

/** A client with the connection's key. @throws BadInputError for a key or an address that cannot work. */
export function clientOf({ api_key, region, base_url }: Connection): Client {
  const address = base_url?.trim() ?? '';
  return createClient({
    hands: fetchHands(),
    apiKey: api_key,
    region: region === 'eu' ? 'eu' : 'us',
    ...(address !== '' && {
      hosts: { api: address, llm: `${address.replace(/\/+$/, '')}/v1`, streaming: address },
    }),
  });
}

/** The connection in the context of an action or a trigger. */
export const clientFor = ({ props }: { readonly props: Connection }): Client => clientOf(props);
