import type { Authentication, Bundle, ZObject } from 'zapier-platform-core';
import { clientFor } from './client.ts';
import { guarded } from './errors.ts';

/** One cheap request that only a valid key can make; the answer names the region, never the key. */
const test = guarded(async (z: ZObject, bundle: Bundle) => {
  const client = clientFor(z, bundle);
  await client.transcripts.list({ limit: 1 });
  return { region: client.region, region_name: REGION_NAMES[client.region] };
});

const REGION_NAMES = { us: 'US', eu: 'EU' } as const;

/** A connection: the API key and the region that the account is in. */
export const credential = {
  type: 'custom',
  fields: [
    {
      key: 'apiKey',
      label: 'API Key',
      type: 'password',
      required: true,
      helpText: 'Find it in the [AssemblyAI dashboard](https://www.assemblyai.com/dashboard/api-keys).',
    },
    {
      key: 'region',
      label: 'Region',
      type: 'string',
      default: 'us',
      choices: { us: 'United States', eu: 'European Union' },
      helpText:
        'Where recordings and transcripts are processed and kept. Most accounts are in the United States. [More about regions](https://www.assemblyai.com/docs).',
    },
  ],
  test,
  connectionLabel: '{{region_name}} account',
} satisfies Authentication;
