import type { SampleContext } from './context.ts';

/** Lists action items. Source: `cookbooks.md` C57. */
export default async function run({ client, call, print }: SampleContext): Promise<void> {
  const { id } = await client.transcribe(call);
  const { response } = await client.lemur.actionItems(
    { transcript_ids: [id], context: 'A call to a support center', answer_format: 'One line for each item' },
    { backend: 'llm-gateway' },
  );
  print(response);
}
