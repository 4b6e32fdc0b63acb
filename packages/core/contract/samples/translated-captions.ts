import { filesOf, toSrt, translatedInto } from '@aai-connectors/core/node';
import type { SampleContext } from './context.ts';

/** Creates captions in another language. Source: `cookbooks.md` C27. */
export default async function run({ client, call, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe(call, {
    speaker_labels: true,
    speech_understanding: { request: { translation: { target_languages: ['de'], match_original_utterance: true } } },
  });
  for (const { name } of filesOf(transcript, ['srt'], { name: 'call' })) print(name);
  print(toSrt(translatedInto(transcript, 'de')));
}
