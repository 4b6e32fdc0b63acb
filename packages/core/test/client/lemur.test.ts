import { describe, expect, it } from 'vitest';
import { readAnswers } from '../../src/client/lemur-prompts.ts';
import { scripted, thrownBy, transcript } from '../support/scripted.ts';

const ids = { transcript_ids: ['t-1'] };
const usage = { input_tokens: 10, output_tokens: 2, total_tokens: 12 };
const chat = (content: string) => ({
  json: { request_id: 'r-1', choices: [{ message: { role: 'assistant', content } }], usage },
});
const bodyOf = (request: { body?: unknown } | undefined) =>
  JSON.parse(request?.body as string) as Record<string, unknown>;

describe('LeMUR as documented', () => {
  it.each([
    ['task', { prompt: 'Do.' }],
    ['summary', { answer_format: 'TLDR', context: { a: 1 } }],
  ] as const)('runs %s', async (kind, extra) => {
    const { client, sent } = scripted([{ json: { request_id: 'r', response: 'Done.', usage } }]);
    const params = { ...ids, ...extra, temperature: 0 };
    await expect(client.lemur[kind](params as never)).resolves.toMatchObject({ response: 'Done.' });
    expect(sent[0]?.url).toBe(`https://api.assemblyai.com/lemur/v3/generate/${kind}`);
    expect(bodyOf(sent[0])).toEqual(params);
  });

  it('runs question-answer', async () => {
    const response = [{ question: 'Who?', answer: 'Me.' }];
    const { client, sent } = scripted([{ json: { request_id: 'r', response, usage } }]);
    await expect(client.lemur.questionAnswer({ ...ids, questions: [{ question: 'Who?' }] })).resolves.toMatchObject({
      response,
    });
    expect(sent[0]?.url).toMatch(/question-answer$/);
  });

  it('requests action items with a task, because the documentation has no endpoint for them', async () => {
    const { client, sent } = scripted([{ json: { request_id: 'r', response: '- Call.', usage } }]);
    await client.lemur.actionItems({ ...ids, context: 'a sales call' });
    expect(sent[0]?.url).toMatch(/generate\/task$/);
    expect(bodyOf(sent[0])['prompt']).toMatch(/action items[\s\S]*Context:\na sales call/);
  });

  it('reports that it has been shut down, and what to use instead', async () => {
    const { client } = scripted([{ status: 404, json: { error: 'Not found' } }]);
    const error = await thrownBy(client.lemur.task({ ...ids, prompt: 'Do.' }));
    expect(error).toMatchObject({ code: 'not_found', status: 404, field: 'backend' });
    expect(error.message).toBe(
      'LeMUR has been shut down. Use the LLM Gateway, which accepts the same inputs: set backend to "llm-gateway".',
    );
  });

  it('never sends a request twice', async () => {
    const { client, sent } = scripted(() => ({ status: 500 }));
    await thrownBy(client.lemur.task({ ...ids, prompt: 'Do.' }));
    expect(sent).toHaveLength(1);
  });

  it('retrieves and purges earlier responses', async () => {
    const { client, sent } = scripted(() => ({ json: { request_id: 'r', deleted: true } }));
    await client.lemur.retrieve('r/1');
    await client.lemur.purge('r/1');
    expect(sent.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'GET /lemur/v3/r%2F1',
      'DELETE /lemur/v3/r%2F1',
    ]);
  });

  it('treats a 404 at the second attempt of a purge as success of the first', async () => {
    const lost = scripted([{ text: '{"request' }, { status: 404, json: { error: 'Not found' } }]);
    await expect(lost.client.lemur.purge('r-1')).resolves.toMatchObject({ deleted: true, request_id_to_purge: 'r-1' });
    const unknown = scripted([{ status: 404, json: { error: 'Not found' } }]);
    await expect(thrownBy(unknown.client.lemur.purge('r-1'))).resolves.toMatchObject({ code: 'not_found' });
  });

  it.each([
    [{}, 'transcript_ids'],
    [{ transcript_ids: [] }, 'transcript_ids'],
    [{ ...ids, input_text: 'x' }, 'input_text'],
  ])('rejects the source %j', async (source, field) => {
    const { client, sent } = scripted([]);
    await expect(thrownBy(client.lemur.summary(source))).resolves.toMatchObject({ code: 'bad_input', field });
    expect(sent).toEqual([]);
  });

  it.each([[[]], [[{ question: ' ' }]], [[{ question: 'Who?', answer_format: 'x', answer_options: ['y'] }]]])(
    'refuses the questions %j',
    async (questions) => {
      const { client } = scripted([]);
      await expect(thrownBy(client.lemur.questionAnswer({ ...ids, questions }))).resolves.toMatchObject({
        code: 'bad_input',
        field: 'questions',
      });
    },
  );
});

describe('LeMUR over the LLM Gateway', () => {
  const over = { backend: 'llm-gateway' } as const;

  it('sends the transcript with its speakers, the instruction and the context', async () => {
    const { client, sent } = scripted([
      {
        json: transcript({
          utterances: [
            { speaker: 'A', text: 'Hi.' },
            { speaker: 'B', text: 'Hello.' },
          ],
        }),
      },
      chat(' A summary. '),
    ]);
    const result = await client.lemur.summary(
      { ...ids, context: 'a call', answer_format: 'TLDR', final_model: 'anthropic/claude-x' },
      over,
    );
    expect(result).toEqual({
      request_id: 'r-1',
      response: 'A summary.',
      usage: { input_tokens: 10, output_tokens: 2 },
    });
    expect(sent[1]?.url).toBe('https://llm-gateway.assemblyai.com/v1/chat/completions');
    const body = bodyOf(sent[1]);
    expect(Object.keys(body).sort()).toEqual(['messages', 'model']);
    expect(body['model']).toBe('claude-x');
    const [{ content }] = body['messages'] as [{ content: string }];
    expect(content).toContain('Speaker A: Hi.\nSpeaker B: Hello.');
    expect(content).toMatch(/Context:\na call/);
    expect(content).toMatch(/Answer Format:\nTLDR/);
  });

  it('accepts text instead, and sends a temperature of 0', async () => {
    const { client, sent } = scripted([chat('ok')]);
    await client.lemur.task({ input_text: 'Some text', prompt: 'Count.', temperature: 0, max_output_size: 5 }, over);
    expect(sent).toHaveLength(1);
    expect(bodyOf(sent[0])).toMatchObject({ temperature: 0, max_tokens: 5 });
    expect(JSON.stringify(bodyOf(sent[0]))).toContain('Some text');
  });

  it('joins several transcripts', async () => {
    const { client, sent } = scripted([
      { json: transcript({ text: 'One.' }) },
      { json: transcript({ id: 't-2', text: 'Two.' }) },
      chat('ok'),
    ]);
    await client.lemur.actionItems({ transcript_ids: ['t-1', 't-2'] }, over);
    expect(JSON.stringify(bodyOf(sent[2]))).toMatch(/One\.[\s\S]*Two\./);
  });

  it('answers several questions at once, and keeps the spelling of options', async () => {
    const { client, sent } = scripted([{ json: transcript() }, chat('```json\n["yes.", "Two people"]\n```')]);
    const { response } = await client.lemur.questionAnswer(
      { ...ids, questions: [{ question: 'Good?', answer_options: ['Yes', 'No'] }, { question: 'How many?' }] },
      over,
    );
    expect(response).toEqual([
      { question: 'Good?', answer: 'Yes' },
      { question: 'How many?', answer: 'Two people' },
    ]);
    expect(sent).toHaveLength(2);
  });

  it('asks the questions one by one if the model ignores the format, and adds up the usage', async () => {
    const { client } = scripted([{ json: transcript() }, chat('Sure! Yes and two.'), chat('Yes'), chat('Two')]);
    const result = await client.lemur.questionAnswer(
      { ...ids, questions: [{ question: 'A?' }, { question: 'B?' }] },
      over,
    );
    expect(result.response.map(({ answer }) => answer)).toEqual(['Yes', 'Two']);
    expect(result.usage).toEqual({ input_tokens: 30, output_tokens: 6 });
  });

  it('rejects a failed transcript, with its ID', async () => {
    const { client } = scripted([{ json: transcript({ status: 'error', error: 'No speech' }) }]);
    await expect(thrownBy(client.lemur.summary(ids, over))).resolves.toMatchObject({
      code: 'transcript_failed',
      transcriptId: 't-1',
    });
  });
});

describe('reading answers', () => {
  it.each(['', 'no list', '[1, 2', '["a"]', '{"a": ["b"]} ['])('returns undefined for %j', (text) => {
    expect(readAnswers(text, 2)).toBeUndefined();
  });

  it('accepts objects with the answer, and keeps other values as JSON', () => {
    expect(readAnswers('[{"question": "Why?", "answer": "Wind."}, {"text": "Rain."}, 3]', 3)).toEqual([
      'Wind.',
      '{"text":"Rain."}',
      '3',
    ]);
  });
});
