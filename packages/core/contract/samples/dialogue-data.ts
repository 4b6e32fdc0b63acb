import type { SampleContext } from './context.ts';

/** Extracts data with a JSON schema. Source: `cookbooks.md` C65. */
export default async function run({ client, call, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe(call);
  const { choices } = await client.llm.chat({
    model: 'claude-sonnet-4-6',
    messages: [{ role: 'user', content: `Extract the call.\n<transcript>${transcript.text}</transcript>` }],
    response_format: {
      type: 'json_schema',
      json_schema: {
        name: 'call',
        schema: { type: 'object', properties: { reason: { type: 'string' } }, required: ['reason'] },
      },
    },
  });
  const data = JSON.parse(choices[0]?.message.content ?? '{}') as { reason?: string };
  print(data.reason);
}
