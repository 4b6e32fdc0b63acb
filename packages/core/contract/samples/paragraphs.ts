import type { SampleContext } from './context.ts';

/** Reads a transcript paragraph by paragraph. Source: `rest.md` section 6.2. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const { id } = await client.transcribe('https://assembly.ai/wildfires.mp3');
  const { paragraphs } = await client.transcripts.paragraphs(id);
  print(`${paragraphs.length} paragraphs`);
  print(paragraphs[0]?.text);
}
