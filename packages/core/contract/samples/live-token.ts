import type { SampleContext } from './context.ts';

/** Makes a token for a browser, which must not know the key. Source: `cookbooks.md` C50. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const { token } = await client.streaming.createToken({ expires_in_seconds: 60 });
  print(new URLSearchParams({ sample_rate: '16000', token }));
}
