import type { SampleContext } from './context.ts';

/** Creates a token for a browser, which must not contain the API key. Source: `cookbooks.md` C50. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const { token } = await client.streaming.createToken({ expires_in_seconds: 60 });
  print(new URLSearchParams({ sample_rate: '16000', token }));
}
