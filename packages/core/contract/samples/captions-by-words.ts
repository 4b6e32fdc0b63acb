import { captionsOf } from '@aai-connectors/core/node';
import type { SampleContext } from './context.ts';

/** Creates captions of at most five words. Source: `cookbooks.md` C23. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe('https://assembly.ai/wildfires.mp3');
  for (const { lines } of captionsOf(transcript, { maxWordsPerCaption: 5 }).slice(0, 3)) print(lines.join(' '));
}
