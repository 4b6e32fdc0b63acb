import type { SampleContext } from './context.ts';

/** Writes a summary in a custom format. Source: `cookbooks.md` C61. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const { id } = await client.transcribe('https://assembly.ai/wildfires.mp3');
  const { response } = await client.lemur.summary(
    { transcript_ids: [id], context: 'A radio interview', answer_format: 'Two sentences' },
    { backend: 'llm-gateway' },
  );
  print(response);
}
