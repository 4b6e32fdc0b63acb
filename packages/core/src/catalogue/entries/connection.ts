import { choice, flag, text } from '../kit/fields.ts';

/** What a connection asks: a credential in n8n, an account in Zapier, a connection in Activepieces. */
export const connectionParams = {
  api_key: text({
    label: 'API Key',
    help: 'Copy it from the API Keys page of the AssemblyAI dashboard.',
    required: true,
    secret: true,
    place: 'local',
    source: 'rest.md 1',
  }),
  region: choice({
    label: 'Region',
    help: 'Where AssemblyAI processes and stores your audio and transcripts.',
    options: [
      { value: 'us', label: 'United States', help: 'The default for new accounts.' },
      { value: 'eu', label: 'European Union', help: 'Audio and transcripts stay in the EU.' },
    ],
    required: true,
    default: 'us',
    place: 'local',
    source: 'rest.md 1',
  }),
  base_url: text({
    label: 'Base URL',
    help: 'Address of your own proxy in front of the API. Leave empty to connect directly.',
    format: 'url',
    example: 'https://assemblyai-proxy.example.com',
    place: 'local',
    source: 'ours: a proxy of the host passes requests on to the API',
  }),
  lemur: flag({
    label: 'Use LeMUR',
    help: 'Send questions and tasks to LeMUR instead of the LLM Gateway. Only for accounts that still have LeMUR.',
    default: false,
    place: 'local',
    source: 'rest.md 11, newer.md 3',
  }),
};
