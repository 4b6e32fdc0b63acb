import { toSpeakerText } from '@aai-connectors/core/node';
import type { SampleContext } from './context.ts';

/** Transcribes each channel of a phone call separately. Source: `rest.md` section 4.3. */
export default async function run({ client, stereoCall, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe(stereoCall, { multichannel: true });
  print(`${transcript.audio_channels} channels`);
  print(toSpeakerText(transcript, { speakerNames: { 1: 'Agent', 2: 'Caller' } }));
}
