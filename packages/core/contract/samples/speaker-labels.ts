import type { SampleContext } from './context.ts';

/** Prints the text of each speaker. Source: `cookbooks.md` C12. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe('https://assembly.ai/wildfires.mp3', { speaker_labels: true });
  for (const { speaker, text } of transcript.utterances ?? []) print(`Speaker ${speaker}: ${text}`);
}
