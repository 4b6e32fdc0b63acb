import { clientOf } from './client.ts';
import { sentenceOf } from './errors.ts';
import { PieceAuth, Property } from './host-values.ts';

const DESCRIPTION = `To get your API key:

1. Log in to the [AssemblyAI dashboard](https://www.assemblyai.com/dashboard).
2. Open **API Keys**.
3. Copy a key and paste it below.`;

export const assemblyAiAuth = PieceAuth.CustomAuth({
  displayName: 'AssemblyAI Account',
  description: DESCRIPTION,
  required: true,
  props: {
    api_key: PieceAuth.SecretText({ displayName: 'API Key', description: 'The key of your account.', required: true }),
    region: Property.StaticDropdown({
      displayName: 'Region',
      description: 'Where recordings and transcripts are processed and kept.',
      required: true,
      defaultValue: 'us',
      options: {
        options: [
          { label: 'United States', value: 'us' },
          { label: 'European Union', value: 'eu' },
        ],
      },
    }),
    base_url: Property.ShortText({
      displayName: 'Base URL',
      description: "Address of a proxy of your own that stands before the API. Leave it empty for AssemblyAI's own.",
      required: false,
    }),
  },
  validate: async ({ auth }) => {
    try {
      await clientOf(auth).transcripts.list({ limit: 1 });
      return { valid: true };
    } catch (thrown) {
      return { valid: false, error: sentenceOf(thrown, [auth.api_key.trim()]) };
    }
  },
});
