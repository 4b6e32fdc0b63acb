import type { SampleContext } from './context.ts';

/** Sends the text of a live session to a language model. Source: `cookbooks.md` C52. */
export default async function run({ client, speech, speechRate, print }: SampleContext): Promise<void> {
  const { text } = await client.streaming.transcribe(speech, { sample_rate: speechRate, format_turns: true });
  const { response } = await client.lemur.task(
    { input_text: text ?? '', prompt: 'Summarize the conversation.' },
    { backend: 'llm-gateway' },
  );
  print(response);
}
