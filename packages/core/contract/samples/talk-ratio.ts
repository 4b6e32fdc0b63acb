import { talkRatio } from '@aai-connectors/core/node';
import type { SampleContext } from './context.ts';

/** Compares the talk time of speakers. Source: `cookbooks.md` C14. */
export default async function run({ client, call, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe(call, { speaker_labels: true });
  for (const { name, share, turns } of talkRatio(transcript).speakers) {
    print(`${name}: ${Math.round(share * 100)}% in ${turns} turns`);
  }
}
