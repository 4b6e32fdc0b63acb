import { clock, lowConfidenceWords } from '@aai-connectors/core/node';
import type { SampleContext } from './context.ts';

/** Lists words with low confidence. Source: `cookbooks.md` C03. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe('https://assembly.ai/wildfires.mp3');
  for (const { text, confidence, start } of lowConfidenceWords(transcript, { threshold: 0.5 }).slice(0, 3)) {
    print(`${clock(start)} ${text} ${Math.round(confidence * 100)}%`);
  }
}
