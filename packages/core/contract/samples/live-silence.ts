import type { SampleContext } from './context.ts';

/** Closes a session after a time without audio. Source: `cookbooks.md` C47. */
export default async function run({ client, speechRate, print }: SampleContext): Promise<void> {
  const session = await client.streaming.connect({ sample_rate: speechRate }, { idleTimeoutMs: 5_000 });
  await session.write(new Uint8Array(speechRate * 2));
  for await (const { text } of session.finalTurns()) print(text);
  print('closed after silence');
}
