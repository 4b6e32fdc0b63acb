import type { SampleContext } from './context.ts';

/** Detects the language with its confidence. Source: `cookbooks.md` C19. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe('https://assembly.ai/wildfires.mp3', { language_detection: true });
  print(transcript.language_code);
  print(typeof transcript.language_confidence);
}
