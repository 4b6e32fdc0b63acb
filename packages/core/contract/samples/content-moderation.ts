import { clock } from '@aai-connectors/core/node';
import type { SampleContext } from './context.ts';

/** Detects sensitive content and its severity. Source: `cookbooks.md` C41. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe('https://assembly.ai/wildfires.mp3', { content_safety: true });
  for (const { labels, timestamp } of transcript.content_safety_labels?.results ?? []) {
    for (const { label, severity } of labels) print(`${clock(timestamp.start)} ${label} ${severity?.toFixed(2)}`);
  }
}
