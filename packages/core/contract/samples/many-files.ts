import { basename } from 'node:path';
import { explain } from '@aai-connectors/core/node';
import type { SampleContext } from './context.ts';

/** Transcribes several recordings in parallel and reports each failure. Source: `cookbooks.md` C08. */
export default async function run({ client, call, print }: SampleContext): Promise<void> {
  const sources = ['https://assembly.ai/wildfires.mp3', call, 'missing.wav'];
  const results = await Promise.allSettled(sources.map((source) => client.transcribe(source)));
  for (const [index, result] of results.entries()) {
    const name = basename(sources[index]!);
    if (result.status === 'fulfilled') print(`${name}: ${result.value.words?.length} words`);
    else print(`${name}: ${explain(result.reason)}`);
  }
}
