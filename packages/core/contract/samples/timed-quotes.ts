import { toTimestampedText } from '@aai-connectors/core/node';
import type { SampleContext } from './context.ts';

/** Asks a language model for quotes with times. Source: `cookbooks.md` C67. */
export default async function run({ client, call, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe(call, { speaker_labels: true });
  const text = toTimestampedText(transcript);
  print(text.split('\n')[0]);
  const { choices } = await client.llm.chat({
    model: 'claude-sonnet-4-6',
    messages: [{ role: 'user', content: `Quote what is said about the refund.\n<transcript>${text}</transcript>` }],
  });
  print(choices[0]?.message.content);
}
