import { choice, flag, text } from '../kit/fields.ts';

/** Settings of a connection to an AssemblyAI account. */
export const connectionParams = {
  api_key: text({
    label: 'API Key',
    help: 'API key from the API Keys page of the AssemblyAI dashboard.',
    required: true,
    secret: true,
    place: 'local',
    source: 'rest.md 1',
  }),
  region: choice({
    label: 'Region',
    help: 'Region in which AssemblyAI processes and stores your audio and transcripts.',
    options: [
      { value: 'us', label: 'United States', help: 'Default for new accounts.' },
      { value: 'eu', label: 'European Union', help: 'Audio and transcripts stay in the EU.' },
    ],
    required: true,
    default: 'us',
    place: 'local',
    source: 'rest.md 1',
  }),
  base_url: text({
    label: 'Base URL',
    help: 'URL of a proxy in front of the API. Leave empty to connect directly.',
    format: 'url',
    example: 'https://assemblyai-proxy.example.com',
    place: 'local',
    source: 'ours: a proxy of the host passes requests on to the API',
  }),
  lemur: flag({
    label: 'Use LeMUR',
    help: 'Send questions and tasks to LeMUR instead of the LLM Gateway. Only works for accounts that still have LeMUR.',
    default: false,
    place: 'local',
    source: 'rest.md 11, newer.md 3',
  }),
};
