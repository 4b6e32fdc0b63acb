import { BadInputError, type Client, type Clock } from '@aai-connectors/core';
import { CLIENT_OPTIONS, createClient, sleep, type WebClientOptions } from '@aai-connectors/core/web';
import { getEnvironmentVariable } from '@langchain/core/utils/env';

/** How AssemblyAI is reached. */
export interface ClientConfig extends Omit<WebClientOptions, 'apiKey' | 'checkParams' | 'checkStreamingParams'> {
  /** @default the environment variable ASSEMBLYAI_API_KEY */
  readonly apiKey?: string | undefined;
  /** Another address of the REST API: a proxy, a gateway. The same as `hosts.api`. @default the region's */
  readonly baseUrl?: string | undefined;
  /** An existing client, which then replaces all of the above. */
  readonly client?: Client | undefined;
}

/**
 * The client that `config` asks for.
 *
 * @throws BadInputError without an API key; for a key, region or host that cannot work.
 */
export function clientOf({ client, ...config }: ClientConfig): Client {
  return client ?? createClient(withKey(config));
}

/** The clock that `config` brings along, else that of the machine. */
export const clockOf = ({ io }: Pick<ClientConfig, 'io'>): Clock => ({
  now: io?.now ?? Date.now,
  sleep: io?.sleep ?? sleep,
});

/** The settings of a client with the key in place, for any client; `config` may have the options of a loader or a tool, too. */
export function withKey({ apiKey, baseUrl, ...rest }: Omit<ClientConfig, 'client'>): WebClientOptions {
  const isGiven = apiKey !== undefined && apiKey.trim() !== '';
  const key = isGiven ? apiKey : getEnvironmentVariable('ASSEMBLYAI_API_KEY');
  if (key === undefined || key.trim() === '') {
    throw new BadInputError('No AssemblyAI API key provided.', {
      field: 'apiKey',
      hint: 'Pass apiKey, or set the environment variable ASSEMBLYAI_API_KEY.',
    });
  }
  const options = Object.fromEntries(Object.entries(rest).filter(([name]) => CLIENT_OPTIONS.includes(name)));
  return { ...options, apiKey: key, ...(baseUrl !== undefined && { hosts: { api: baseUrl, ...rest.hosts } }) };
}

/** What nothing may hand on: the key in `config` or the environment. The key of a client that is given is not known. */
export function secretsOf({ apiKey }: Pick<ClientConfig, 'apiKey'>): readonly string[] {
  const key = apiKey?.trim() || getEnvironmentVariable('ASSEMBLYAI_API_KEY')?.trim();
  return key === undefined || key === '' ? [] : [key];
}
