import { type Client, connectionParams, createClient, hostsBehind, type Region } from '@aai-connectors/core/web';
import type { InternalProcessContext, RivetPluginConfigSpecs } from '@ironclad/rivet-node';

/** Names of the plugin's settings. */
const KEYS = { apiKey: 'api_key', region: 'region', baseUrl: 'base_url', lemur: 'lemur' } as const;

const { api_key, region, base_url, lemur } = connectionParams;

/** The plugin's settings. Rivet shows only texts and secrets. */
export const settings: RivetPluginConfigSpecs = {
  [KEYS.apiKey]: {
    type: 'secret',
    label: api_key.label,
    description: api_key.help,
    helperText: api_key.help,
    pullEnvironmentVariable: 'ASSEMBLYAI_API_KEY',
  },
  [KEYS.region]: {
    type: 'string',
    label: region.label,
    description: region.help,
    helperText: `${region.help} Enter ${region.options.map(({ value, label }) => `${value} (${label})`).join(' or ')}.`,
    default: region.default,
    pullEnvironmentVariable: 'ASSEMBLYAI_REGION',
  },
  [KEYS.baseUrl]: { type: 'string', label: base_url.label, description: base_url.help, helperText: base_url.help },
  [KEYS.lemur]: {
    type: 'string',
    label: lemur.label,
    description: lemur.help,
    helperText: `${lemur.help} Enter true to turn it on.`,
  },
};

/** @throws Error if the API key is missing; BadInputError for an unknown region or an invalid address */
export function clientOf(context: InternalProcessContext): Client {
  const setting = (name: string): string => context.getPluginConfig(name)?.trim() ?? '';
  const apiKey = setting(KEYS.apiKey);
  if (apiKey === '') {
    throw new Error(
      'The AssemblyAI API key is missing. Enter it in the settings of the plugin, or set ASSEMBLYAI_API_KEY.',
    );
  }
  const hosts = hostsBehind(setting(KEYS.baseUrl));
  return createClient({
    apiKey,
    region: (setting(KEYS.region) || region.default) as Region,
    lemurBackend: setting(KEYS.lemur) === 'true' ? 'lemur' : 'llm-gateway',
    ...(hosts !== undefined && { hosts }),
  });
}
