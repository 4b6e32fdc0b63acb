import type { INodeProperties } from 'n8n-workflow';
import { propertyOf } from './form.ts';
import { connectionParams, hostsBehind, type Region, type RegionOptions, REGIONS, sha256Of } from './core.ts';

export const CREDENTIAL = 'assemblyAiApi';

/** A decrypted credential. */
export interface Credential {
  readonly apiKey: string;
  readonly region: Region;
  readonly baseUrl?: string;
  readonly webhookSecret?: string;
}

const WEBHOOK_SECRET: INodeProperties = {
  displayName: 'Webhook Secret',
  name: 'webhookSecret',
  type: 'string',
  typeOptions: { password: true },
  default: '',
  description:
    'Secret that calls to the AssemblyAI Trigger must contain. Leave empty to derive it from the API key. The AssemblyAI node sends it for you.',
};

/** The fields of a credential. */
export const credentialFields: INodeProperties[] = [
  propertyOf('apiKey', connectionParams.api_key),
  propertyOf('region', connectionParams.region),
  propertyOf('baseUrl', connectionParams.base_url),
  WEBHOOK_SECRET,
];

/** The base address for the test of a credential, as an expression. */
export const testedAddress = `={{ $credentials.baseUrl?.trim().replace(/\\/+$/, "") || ($credentials.region === "eu" ? "${REGIONS.eu.api}" : "${REGIONS.us.api}") }}`;

/** The hosts of a credential: those of its region, or its base URL for all of them. */
export const regionOf = ({ region, baseUrl }: Credential): RegionOptions => ({
  region,
  hosts: hostsBehind(baseUrl),
});

/** Webhook secrets of active workflows and running jobs depend on it. */
const LABEL = 'AssemblyAI webhook secret for n8n:';

/**
 * The secret that calls to a trigger with this credential must contain: 64 hexadecimal digits derived from the API key, or
 * what the user entered. Empty without an API key. The API key cannot be derived from it.
 */
export async function webhookSecretOf({
  apiKey = '',
  webhookSecret = '',
}: Partial<Pick<Credential, 'apiKey' | 'webhookSecret'>>): Promise<string> {
  const [key, entered] = [String(apiKey).trim(), String(webhookSecret).trim()];
  if (entered !== '' || key === '') return entered;
  return sha256Of(LABEL + key);
}
