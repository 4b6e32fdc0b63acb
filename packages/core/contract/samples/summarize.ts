import type { SampleContext } from './context.ts';

/** Summarizes a meeting in bullet points. Source: `cookbooks.md` C43. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe('https://assembly.ai/wildfires.mp3', {
    summarization: true,
    summary_model: 'informative',
    summary_type: 'bullets',
  });
  print(transcript.summary);
}
