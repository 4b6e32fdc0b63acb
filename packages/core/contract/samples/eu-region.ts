import type { SampleContext } from './context.ts';

/** Keeps recordings and transcripts in the European Union. Source: `rest.md` section 1. */
export default function run({ createClient, print }: SampleContext): void {
  const client = createClient({ region: 'eu', hosts: undefined });
  print(client.hosts.api);
  print(client.hosts.streaming);
}
