import { toChapters } from '@aai-connectors/core/node';
import type { SampleContext } from './context.ts';

/** Creates show notes from chapters. Source: `cookbooks.md` C44. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe('https://assembly.ai/wildfires.mp3', { auto_chapters: true });
  print(toChapters(transcript));
}
