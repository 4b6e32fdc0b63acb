import type { SampleContext } from './context.ts';

/** Asks questions with answer options. Source: `cookbooks.md` C69. */
export default async function run({ client, call, print }: SampleContext): Promise<void> {
  const { id } = await client.transcribe(call, { speaker_labels: true });
  const { response } = await client.lemur.questionAnswer(
    {
      transcript_ids: [id],
      questions: [
        { question: 'What does the caller want?', answer_options: ['refund', 'replacement'] },
        { question: 'How long does the refund take?' },
      ],
    },
    { backend: 'llm-gateway' },
  );
  for (const { question, answer } of response) print(`${question} ${answer}`);
}
