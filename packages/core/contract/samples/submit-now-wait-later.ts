import type { SampleContext } from './context.ts';

/** Starts a job in one process and waits for it in another. Source: `rest.md` section 5.1. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const { id, status } = await client.transcripts.submit({ audio_url: 'https://assembly.ai/wildfires.mp3' });
  print(status);
  const transcript = await client.resume(id);
  print(transcript.status);
}
