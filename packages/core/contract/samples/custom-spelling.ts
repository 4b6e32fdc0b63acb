import type { SampleContext } from './context.ts';

/** Replaces the spelling of a word. Source: `rest.md` section 4.2. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe('https://assembly.ai/wildfires.mp3', {
    custom_spelling: [{ from: ['wildfires'], to: 'bushfires' }],
  });
  print(transcript.text?.split('. ')[0]);
}
