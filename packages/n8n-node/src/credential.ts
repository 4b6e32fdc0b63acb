import type { INodeProperties } from 'n8n-workflow';
import { hostsBehind, type Region, type RegionOptions, REGIONS } from './core.ts';

export const CREDENTIAL = 'assemblyAiApi';

/** What a credential holds, once decrypted. */
export interface Credential {
  readonly apiKey: string;
  readonly region: Region;
  readonly baseUrl?: string;
}

/** The fields of a credential except the key. */
export const credentialFields: INodeProperties[] = [
  {
    displayName: 'Region',
    name: 'region',
    type: 'options',
    options: [
      { name: 'European Union', value: 'eu', description: 'Recordings and transcripts stay in the EU' },
      { name: 'United States', value: 'us', description: 'The default of new accounts' },
    ],
    default: 'us',
    description: 'Where recordings and transcripts are processed and kept',
  },
  {
    displayName: 'Base URL',
    name: 'baseUrl',
    type: 'string',
    default: '',
    placeholder: 'e.g. https://assemblyai-proxy.example.com',
    description: "Address of a proxy of your own that stands before the API. Leave it empty for AssemblyAI's own.",
  },
];

/** The address that the test of a credential calls, as an expression. */
export const testedAddress = `={{ $credentials.baseUrl?.trim().replace(/\\/+$/, "") || ($credentials.region === "eu" ? "${REGIONS.eu.api}" : "${REGIONS.us.api}") }}`;

/** Which hosts a credential leads to: the region's, or all behind its base URL. */
export const regionOf = ({ region, baseUrl }: Credential): RegionOptions => ({
  region,
  hosts: hostsBehind(baseUrl),
});
