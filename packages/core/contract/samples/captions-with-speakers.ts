import { toSrt } from '@aai-connectors/core/node';
import type { SampleContext } from './context.ts';

/** Adds speaker names to captions. Source: `cookbooks.md` C24. */
export default async function run({ client, call, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe(call, { speaker_labels: true });
  print(toSrt(transcript, { speakers: 'prefix', speakerNames: { A: 'Agent', B: 'Caller' } }));
}
