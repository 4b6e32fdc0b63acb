import type { SampleContext } from './context.ts';

/** Redacts personal information in the text. Source: `rest.md` section 4.4. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe('https://assembly.ai/wildfires.mp3', {
    redact_pii: true,
    redact_pii_policies: ['person_name', 'organization'],
    redact_pii_sub: 'entity_name',
  });
  print(transcript.text?.split('. ').find((sentence) => sentence.includes('[PERSON_NAME]')));
}
