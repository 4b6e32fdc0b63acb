import type { SampleContext } from './context.ts';

/** Replaces speaker letters with names. Source: `cookbooks.md` C63. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const { id } = await client.transcribe('https://assembly.ai/wildfires.mp3', { speaker_labels: true });
  const named = await client.llm.understanding({
    transcript_id: id,
    speech_understanding: {
      request: { speaker_identification: { speaker_type: 'name', known_values: ['Ailsa', 'Peter'] } },
    },
  });
  print([...new Set(named.utterances?.map(({ speaker }) => speaker))].join(', '));
}
