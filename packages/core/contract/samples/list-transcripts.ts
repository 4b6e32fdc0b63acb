import type { SampleContext } from './context.ts';

/** Lists the newest transcripts. Source: `rest.md` section 7. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  for (let count = 0; count < 3; count++)
    await client.transcripts.submit({ audio_url: 'https://assembly.ai/wildfires.mp3' });
  for await (const { audio_url, created } of client.transcripts.listAll({ limit: 2 })) {
    print(`${created.slice(0, 10)} ${audio_url}`);
  }
}
