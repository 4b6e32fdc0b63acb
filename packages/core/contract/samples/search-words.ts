import { clock } from '@aai-connectors/core/node';
import type { SampleContext } from './context.ts';

/** Finds words and phrases with their times. Source: `rest.md` section 6.3. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const { id } = await client.transcribe('https://assembly.ai/wildfires.mp3');
  const { matches } = await client.transcripts.wordSearch(id, ['air quality', 'wildfires']);
  for (const { text, timestamps } of matches) print(`${text}: ${timestamps.map(([start]) => clock(start)).join(', ')}`);
}
