import type { SampleContext } from './context.ts';

/** Lists detected entities, such as people and places. Source: `rest.md` section 4.4. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe('https://assembly.ai/wildfires.mp3', { entity_detection: true });
  for (const { entity_type, text } of transcript.entities?.slice(0, 4) ?? []) print(`${entity_type}: ${text}`);
}
