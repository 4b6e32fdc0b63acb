import type { SampleContext } from './context.ts';

/** Transcribes a local file. Source: `rest.md` section 3. */
export default async function run({ client, call, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe(call);
  print(transcript.text);
}
