import type { Authentication, Bundle, ZObject } from 'zapier-platform-core';
import { clientFor } from './client.ts';
import { connectionParams } from './core.ts';
import { guarded } from './errors.ts';

/** Sends one cheap request that needs a valid key. The result names the region and not the key. */
const test = guarded(async (z: ZObject, bundle: Bundle) => {
  const client = clientFor(z, bundle);
  await client.transcripts.list({ limit: 1 });
  return { region: client.region, region_name: REGION_NAMES[client.region] };
});

const REGION_NAMES = { us: 'US', eu: 'EU' } as const;

/** The label and help of a field, with the link that Zapier requires in the help of a connection. */
const wordsOf = (key: 'api_key' | 'region', link: string) => {
  const { label, help } = connectionParams[key];
  return { key, label, required: true, helpText: `${help} ${link}.` };
};

/** A connection: the API key, and the region of the account. */
export const credential = {
  type: 'custom',
  fields: [
    {
      ...wordsOf('api_key', '[Open API Keys](https://www.assemblyai.com/dashboard/api-keys)'),
      type: 'password',
    },
    {
      ...wordsOf('region', '[Read about regions](https://www.assemblyai.com/docs)'),
      type: 'string',
      default: connectionParams.region.default,
      choices: Object.fromEntries(connectionParams.region.options.map(({ value, label }) => [value, label])),
    },
  ],
  test,
  connectionLabel: '{{region_name}} account',
} satisfies Authentication;
