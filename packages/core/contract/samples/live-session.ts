import { ReadableStream } from 'node:stream/web';
import type { SampleContext } from './context.ts';

/** Streams audio and reads finished turns. Source: `streaming.md` sections 6.2 and 7. */
export default async function run({ client, speech, speechRate, print }: SampleContext): Promise<void> {
  const session = await client.streaming.connect({ sample_rate: speechRate, format_turns: true });
  const write = async (): Promise<void> => {
    await session.pipe(ReadableStream.from([speech]));
    await session.close();
  };
  const read = async (): Promise<void> => {
    for await (const { text } of session.finalTurns()) print(text);
  };
  await Promise.all([write(), read()]);
}
