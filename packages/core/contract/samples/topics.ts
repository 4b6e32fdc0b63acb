import type { SampleContext } from './context.ts';

/** Labels the topics of a recording. Source: `rest.md` section 4.4. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe('https://assembly.ai/wildfires.mp3', { iab_categories: true });
  const topics = Object.entries(transcript.iab_categories_result?.summary ?? {}).sort(([, a], [, b]) => b - a);
  for (const [topic, relevance] of topics.slice(0, 2)) print(`${topic} ${Math.round(relevance * 100)}%`);
}
