import type { SampleContext } from './context.ts';

/** Improves the recognition of important terms. Source: `rest.md` section 4.1. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe('https://assembly.ai/wildfires.mp3', {
    speech_model: 'slam-1',
    keyterms_prompt: ['Peter DeCarlo', 'particulate matter'],
  });
  print(transcript.text?.split('. ').filter((sentence) => sentence.includes('particulate matter')));
}
