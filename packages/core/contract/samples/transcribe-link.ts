import type { SampleContext } from './context.ts';

/** Transcribes a recording at a link. Source: `rest.md` section 4.1. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe('https://assembly.ai/wildfires.mp3');
  print(transcript.text);
}
