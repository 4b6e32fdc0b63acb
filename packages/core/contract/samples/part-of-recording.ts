import type { SampleContext } from './context.ts';

/** Transcribes ten seconds of a recording. Source: `rest.md` section 4.1. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe('https://assembly.ai/wildfires.mp3', {
    audio_start_from: 5_000,
    audio_end_at: 15_000,
  });
  print(transcript.text);
}
