import type { SampleContext } from './context.ts';

/** Retries an upload and reports each retry. Source: `cookbooks.md` C31. */
export default async function run({ createClient, call, print }: SampleContext): Promise<void> {
  const client = createClient({
    hooks: { onRetry: ({ attempt, operation }) => print(`${operation}: attempt ${attempt} failed`) },
  });
  const { upload_url } = await client.files.upload(call);
  print(upload_url.startsWith('http') ? 'uploaded' : upload_url);
}
