import { toSpeakerText } from '@aai-connectors/core/node';
import type { SampleContext } from './context.ts';

/** Passes a transcript with speakers to a language model. Source: `cookbooks.md` C62. */
export default async function run({ client, call, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe(call, { speaker_labels: true });
  const { response } = await client.lemur.task(
    { input_text: toSpeakerText(transcript), prompt: 'Which speaker asks for the order number?' },
    { backend: 'llm-gateway' },
  );
  print(response);
}
