import type { SampleContext } from './context.ts';

/** Streams a recording and returns a transcript at the end. Source: `cookbooks.md` C55. */
export default async function run({ client, speech, speechRate, print }: SampleContext): Promise<void> {
  const transcript = await client.streaming.transcribe(
    speech,
    { sample_rate: speechRate, format_turns: true },
    { onFinalTurn: ({ text }) => print(`turn: ${text}`) },
  );
  print(transcript.text);
}
