import { isAssemblyAIError } from '@aai-connectors/core/node';
import type { SampleContext } from './context.ts';

/** Falls back to a default language if language detection has low confidence. Source: `cookbooks.md` C21. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const source = 'https://assembly.ai/wildfires.mp3';
  const detected = { language_detection: true, language_confidence_threshold: 1 };
  const transcript = await client.transcribe(source, detected).catch((error: unknown) => {
    if (!isAssemblyAIError(error) || error.code !== 'transcript_failed') throw error;
    print('low language confidence');
    return client.transcribe(source, { language_code: 'en_us' });
  });
  print(transcript.language_code);
}
