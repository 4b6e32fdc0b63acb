import type { SampleContext } from './context.ts';

/** Uses an earlier answer as context. Source: `cookbooks.md` C74. */
export default async function run({ client, call, print }: SampleContext): Promise<void> {
  const { text } = await client.transcribe(call);
  const ask = async (messages: { role: string; content: string }[]): Promise<string> => {
    const { choices } = await client.llm.chat({ model: 'claude-sonnet-4-6', messages });
    return choices[0]?.message.content ?? '';
  };
  const first = { role: 'user', content: `Summarize the call.\n<transcript>${text}</transcript>` };
  const summary = await ask([first]);
  const followUp = await ask([first, { role: 'assistant', content: summary }, { role: 'user', content: 'Shorter.' }]);
  print(summary);
  print(followUp);
}
