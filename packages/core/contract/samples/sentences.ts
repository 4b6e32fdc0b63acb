import { clock } from '@aai-connectors/core/node';
import type { SampleContext } from './context.ts';

/** Reads a transcript sentence by sentence. Source: `rest.md` section 6.2. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const { id } = await client.transcribe('https://assembly.ai/wildfires.mp3');
  const { sentences } = await client.transcripts.sentences(id);
  for (const { start, text } of sentences.slice(0, 2)) print(`${clock(start)} ${text}`);
}
