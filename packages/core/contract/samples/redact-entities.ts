import { redactEntities } from '@aai-connectors/core/node';
import type { SampleContext } from './context.ts';

/** Masks chosen entities and keeps the original. Source: `cookbooks.md` C40. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe('https://assembly.ai/wildfires.mp3', { entity_detection: true });
  const masked = redactEntities(transcript, { entityTypes: ['location', 'person_name'] });
  print(masked.text?.split('. ')[0]);
  print(transcript.text?.split('. ')[0]);
}
