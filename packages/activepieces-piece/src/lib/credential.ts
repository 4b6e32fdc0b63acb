import { clientOf } from './client.ts';
import { connectionParams } from './core.ts';
import { sentenceOf } from './errors.ts';
import { PieceAuth, Property } from './host-values.ts';

const DESCRIPTION = `To get your API key:

1. Log in to the [AssemblyAI dashboard](https://www.assemblyai.com/dashboard).
2. Open **API Keys**.
3. Copy a key and paste it below.`;

const { api_key, region, base_url, lemur } = connectionParams;

export const assemblyAiAuth = PieceAuth.CustomAuth({
  displayName: 'AssemblyAI Account',
  description: DESCRIPTION,
  required: true,
  props: {
    api_key: PieceAuth.SecretText({ displayName: api_key.label, description: api_key.help, required: true }),
    region: Property.StaticDropdown({
      displayName: region.label,
      description: region.help,
      required: true,
      defaultValue: region.default,
      options: { options: region.options.map(({ label, value }) => ({ label, value })) },
    }),
    base_url: Property.ShortText({ displayName: base_url.label, description: base_url.help, required: false }),
    lemur: Property.Checkbox({
      displayName: lemur.label,
      description: lemur.help,
      required: false,
      defaultValue: lemur.default,
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
