import type { Authentication, Bundle, ZObject } from 'zapier-platform-core';
import { clientFor } from './client.ts';
import { connectionParams, sha256Of } from './core.ts';
import { guarded } from './errors.ts';

/** Sends one cheap request that needs a valid key. The result identifies the connection and does not contain the key. */
const test = guarded(async (z: ZObject, bundle: Bundle) => {
  const client = clientFor(z, bundle);
  await client.transcripts.list({ limit: 1 });
  return {
    region: client.region,
    region_name: REGION_NAMES[client.region],
    fingerprint: await fingerprintOf(bundle.authData['api_key'] ?? ''),
  };
});

/** Number of hexadecimal digits: enough to distinguish connections, and far too few to find the key. */
const DIGITS = 6;

/** A short mark of the key. The API has no name for an account, and people can have several connections. */
const fingerprintOf = async (key: string): Promise<string> =>
  (await sha256Of(`AssemblyAI connection label: ${key.trim()}`)).slice(0, DIGITS);

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
  connectionLabel: '{{region_name}} · {{fingerprint}}',
} satisfies Authentication;
