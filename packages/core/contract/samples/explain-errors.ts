import { explain, isAssemblyAIError } from '@aai-connectors/core/node';
import type { SampleContext } from './context.ts';

/** Explains failed requests and failed jobs, with the next step. Source: `cookbooks.md` C29. */
export default async function run({ client, createClient, print }: SampleContext): Promise<void> {
  for (const attempt of [
    () => createClient({ apiKey: 'wrong-key' }).transcribe('https://assembly.ai/wildfires.mp3'),
    () => client.transcribe('https://example.com/holiday-photo.jpg'),
    () => client.transcribe('https://assembly.ai/wildfires.mp3', { speech_threshold: 7 }),
  ]) {
    const error = await attempt().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (isAssemblyAIError(error)) print(`${error.code}: ${explain(error)}`);
  }
}
