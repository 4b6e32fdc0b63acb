import type { SampleContext } from './context.ts';

/** Downloads subtitles from the API. Source: `cookbooks.md` C25. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const { id } = await client.transcribe('https://assembly.ai/wildfires.mp3');
  const srt = await client.transcripts.subtitles(id, { format: 'srt', charsPerCaption: 32 });
  print(srt.split('\n\n')[0]);
  const vtt = await client.transcripts.subtitles(id, { format: 'vtt' });
  print(vtt.split('\n')[0]);
}
