import type { SampleContext } from './context.ts';

/** Reports each status of a job. Source: `rest.md` section 5.1. */
export default async function run({ client, print }: SampleContext): Promise<void> {
  const seen = new Set<string>();
  await client.transcribe(
    'https://assembly.ai/wildfires.mp3',
    {},
    { intervalMs: 1_000, onStatus: ({ status }) => seen.add(status) },
  );
  print([...seen].join(', '));
}
