import type { INodeProperties } from 'n8n-workflow';
import { propertyOf } from './form.ts';
import { connectionParams, hostsBehind, type Region, type RegionOptions, REGIONS } from './core.ts';

export const CREDENTIAL = 'assemblyAiApi';

/** A decrypted credential. */
export interface Credential {
  readonly apiKey: string;
  readonly region: Region;
  readonly baseUrl?: string;
}

/** The fields of a credential. */
export const credentialFields: INodeProperties[] = [
  propertyOf('apiKey', connectionParams.api_key),
  propertyOf('region', connectionParams.region),
  propertyOf('baseUrl', connectionParams.base_url),
];

/** The base address for the test of a credential, as an expression. */
export const testedAddress = `={{ $credentials.baseUrl?.trim().replace(/\\/+$/, "") || ($credentials.region === "eu" ? "${REGIONS.eu.api}" : "${REGIONS.us.api}") }}`;

/** The hosts of a credential: those of its region, or its base URL for all of them. */
export const regionOf = ({ region, baseUrl }: Credential): RegionOptions => ({
  region,
  hosts: hostsBehind(baseUrl),
});
