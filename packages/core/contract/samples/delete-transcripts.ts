import type { SampleContext } from './context.ts';

/** Deletes the completed transcripts of one day. Source: `cookbooks.md` C28. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const { id: transcriptId } = await client.transcribe('https://assembly.ai/wildfires.mp3');
  for await (const { id } of client.transcripts.listAll({ status: 'completed', created_on: '2026-01-15' })) {
    await client.transcripts.delete(id);
  }
  const { text } = await client.transcripts.get(transcriptId);
  print(text);
}
