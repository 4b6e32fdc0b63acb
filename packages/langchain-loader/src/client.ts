import { BadInputError, type Client, type Clock } from '@aai-connectors/core';
import { CLIENT_OPTIONS, createClient, sleep, type WebClientOptions } from '@aai-connectors/core/web';
import { getEnvironmentVariable } from '@langchain/core/utils/env';

/** How to reach AssemblyAI. */
export interface ClientConfig extends Omit<WebClientOptions, 'apiKey' | 'checkParams' | 'checkStreamingParams'> {
  /** @default the environment variable ASSEMBLYAI_API_KEY */
  readonly apiKey?: string | undefined;
  /** Base URL of the REST API, such as that of a proxy. Same as `hosts.api`. @default the region's */
  readonly baseUrl?: string | undefined;
  /** An existing client. Replaces all other connection options. */
  readonly client?: Client | undefined;
}

/**
 * Returns `config.client`, or a new client made from `config`.
 *
 * @throws BadInputError if the API key is missing, or if the key, region or host is invalid.
 */
export function clientOf({ client, ...config }: ClientConfig): Client {
  return client ?? createClient(withKey(config));
}

/** The injected clock, or the system clock. */
export const clockOf = ({ io }: Pick<ClientConfig, 'io'>): Clock => ({
  now: io?.now ?? Date.now,
  sleep: io?.sleep ?? sleep,
});

/** Client options with the API key filled in. Ignores the options of loaders and tools that `config` may also hold. */
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

/** Secrets to redact: the API key of `config` or the environment. The key of an existing client is unknown here. */
export function secretsOf({ apiKey }: Pick<ClientConfig, 'apiKey'>): readonly string[] {
  const key = apiKey?.trim() || getEnvironmentVariable('ASSEMBLYAI_API_KEY')?.trim();
  return key === undefined || key === '' ? [] : [key];
}
