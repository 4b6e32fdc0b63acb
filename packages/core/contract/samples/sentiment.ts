import type { SampleContext } from './context.ts';

/** Counts positive, neutral and negative sentences. Source: `rest.md` section 4.4. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe('https://assembly.ai/wildfires.mp3', { sentiment_analysis: true });
  const counts = new Map<string, number>();
  for (const { sentiment } of transcript.sentiment_analysis_results ?? []) {
    counts.set(sentiment, (counts.get(sentiment) ?? 0) + 1);
  }
  for (const [sentiment, count] of counts) print(`${sentiment}: ${count}`);
}
