import { estimateTokens } from '@aai-connectors/core/node';
import type { SampleContext } from './context.ts';

/** Estimates the size of a prompt before it is sent. Source: `cookbooks.md` C59. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe('https://assembly.ai/wildfires.mp3');
  print(`about ${estimateTokens(transcript)} tokens`);
}
