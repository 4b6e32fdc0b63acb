import type { SampleContext } from './context.ts';

/** Lists the most important phrases. Source: `cookbooks.md` C42. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe('https://assembly.ai/wildfires.mp3', { auto_highlights: true });
  const results = [...(transcript.auto_highlights_result?.results ?? [])].sort((a, b) => b.rank - a.rank);
  for (const { text, count } of results.slice(0, 3)) print(`${text} (${count})`);
}
