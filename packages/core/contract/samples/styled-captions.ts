import { toAss } from '@aai-connectors/core/node';
import type { SampleContext } from './context.ts';

/** Creates captions in color to burn into a video. Source: `cookbooks.md` C24. */
export default async function run({ client, call, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe(call, { speaker_labels: true });
  print(toAss(transcript, { speakerColors: { A: '#ffcc00' }, videoWidth: 1080, videoHeight: 1920 }));
}
