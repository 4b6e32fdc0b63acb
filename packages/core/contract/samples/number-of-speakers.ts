import type { SampleContext } from './context.ts';

/** Sets the number of speakers. Source: `rest.md` section 4.3. */
export default async function run({ client, call, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe(call, { speaker_labels: true, speakers_expected: 2 });
  const speakers = new Set(transcript.utterances?.map(({ speaker }) => speaker));
  print([...speakers].sort().join(' and '));
}
