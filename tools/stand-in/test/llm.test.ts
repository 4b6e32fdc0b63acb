import { describe, expect, it } from 'vitest';
import { contract, type Json, type Reply, session } from './support.ts';

const TEXT = 'The order arrived on Monday. The screen is broken. A refund will take five days.';
const SEED = [{ audio_url: 'https://example.com/a.mp3', text: TEXT }];
const MARK = '[stand-in: quoted, no language model]';

const withTranscript = async (options = {}) => {
  const opened = await session({ seed: SEED, ...options });
  const { json } = await opened.call('GET', '/v2/transcript');
  const [{ id }] = json['transcripts'] as [{ id: string }];
  return { ...opened, id };
};

describe('LeMUR', () => {
  it('answers a task from the transcript, marked as quoted, and keeps the answer until it is purged', async () => {
    const { call, id } = await withTranscript();
    const json = { transcript_ids: [id], prompt: 'What happened?', final_model: 'anthropic/claude-sonnet-4-20250514' };
    const task = await call('POST', '/lemur/v3/generate/task', { json });
    expect(task.json['response']).toBe(
      `${MARK} Asked: "What happened?" The text begins: The order arrived on Monday. The screen is broken.`,
    );
    expect(task.json['usage']).toMatchObject({
      input_tokens: expect.any(Number) as number,
      output_tokens: expect.any(Number) as number,
    });

    const path = `/lemur/v3/${String(task.json['request_id'])}`;
    expect((await call('GET', path)).json).toEqual(task.json);
    const purged = await call('DELETE', path);
    expect(purged.json).toMatchObject({ request_id_to_purge: task.json['request_id'], deleted: true });
    expect((await call('GET', path)).status).toBe(404);
    expect((await call('DELETE', path)).status).toBe(404);
  });

  it('gives the same answer to the same request', async () => {
    const { call } = await session();
    const ask = async () =>
      (
        await call('POST', '/lemur/v3/generate/summary', {
          json: { input_text: TEXT, answer_format: 'TLDR', context: { a: 1 } },
        })
      ).json['response'];
    const answer = await ask();
    expect(answer).toBe(`${MARK} (TLDR) ${TEXT}`);
    expect(await ask()).toBe(answer);
  });

  it('answers questions with the sentence that fits, or with one of the options', async () => {
    const { call, id } = await withTranscript();
    const { json } = await call('POST', '/lemur/v3/generate/question-answer', {
      json: {
        transcript_ids: [id],
        questions: [
          { question: 'How long does the refund take?' },
          { question: 'What is broken?', answer_options: ['the door', 'the screen'] },
          { question: 'Who won?', context: 'football' },
        ],
      },
    });
    expect((json['response'] as { answer: string }[]).map(({ answer }) => answer)).toEqual([
      `${MARK} A refund will take five days.`,
      'the screen',
      `${MARK} The text does not say.`,
    ]);
  });

  it('quotes sentences as action items, and keeps the answer', async () => {
    const { call, id } = await withTranscript();
    const path = '/lemur/v3/generate/action-items';
    const { json } = await call('POST', path, { json: { transcript_ids: [id], context: 'Support' } });
    expect(json['response']).toBe(`${MARK}\n- A refund will take five days.`);
    expect((await call('GET', `/lemur/v3/${String(json['request_id'])}`)).json).toEqual(json);
    const formatted = await call('POST', path, { json: { input_text: TEXT, answer_format: 'Table' } });
    expect(formatted.json['response']).toContain(`${MARK} (Table)\n- A refund`);
    const short = await call('POST', path, { json: { input_text: TEXT, max_output_size: 5 } });
    expect(short.json['response']).toHaveLength(20);
  });

  it('keeps to max_output_size', async () => {
    const { call } = await session();
    const { json } = await call('POST', '/lemur/v3/generate/task', {
      json: { input_text: TEXT, prompt: 'x', max_output_size: 5 },
    });
    expect(json['response']).toHaveLength(20);
  });

  it.each<[string, Json, string]>([
    ['task', { input_text: 'x' }, 'prompt is required'],
    ['task', { prompt: 'x' }, 'transcript_ids or input_text is required'],
    ['task', { prompt: 'x', input_text: 'x', transcript_ids: ['9ea68fd3-f953-42c1-9742-976c447fb463'] }, 'not both'],
    ['task', { prompt: 'x', transcript_ids: ['9ea68fd3-f953-42c1-9742-976c447fb463'] }, 'transcript id not found'],
    ['task', { prompt: 'x', input_text: 'x', temperature: 2 }, 'temperature must be <= 1'],
    ['summary', { input_text: 'x', prompt: 'x' }, 'prompt is not a known parameter'],
    ['action-items', {}, 'transcript_ids or input_text is required'],
    ['action-items', { input_text: 'x', prompt: 'x' }, 'prompt is not a known parameter'],
    ['question-answer', { input_text: 'x' }, 'questions is required'],
    [
      'question-answer',
      { input_text: 'x', questions: [{ question: 'x', answer_format: 'x', answer_options: ['x'] }] },
      'not both',
    ],
  ])('refuses a %s with %j', async (path, json, error) => {
    const { call } = await session();
    const reply = await call('POST', `/lemur/v3/generate/${path}`, { json });
    expect([reply.status, reply.json['error']]).toEqual([400, expect.stringContaining(error)]);
    expect(reply.headers.get('x-ratelimit-limit')).toBe('30');
  });

  it('counts down 30 requests a minute, and refuses the next', async () => {
    const { call, clock } = await session({ rateLimits: true });
    const ask = () => call('POST', '/lemur/v3/generate/task', { json: { input_text: TEXT, prompt: 'x' } });
    const first = await ask();
    expect(['limit', 'remaining', 'reset'].map((name) => first.headers.get(`x-ratelimit-${name}`))).toEqual([
      '30',
      '29',
      '60',
    ]);
    for (let count = 2; count <= 30; count++) expect((await ask()).status).toBe(200);
    await clock.advance(20_000);
    const refused = await ask();
    expect([refused.status, refused.json]).toEqual([429, { error: 'Too Many Requests' }]);
    expect([refused.headers.get('retry-after'), refused.headers.get('x-ratelimit-reset')]).toEqual(['40', '40']);
    await clock.advance(40_000);
    expect((await ask()).status).toBe(200);
  });

  it('is gone where it is gone today', async () => {
    for (const options of [{ lemur: 'gone' }, { api: 'today' }] as const) {
      const { call } = await session(options);
      for (const [method, path] of [
        ['POST', '/lemur/v3/generate/task'],
        ['POST', '/lemur/v3/generate/action-items'],
        ['GET', '/lemur/v3/some-id'],
        ['DELETE', '/lemur/v3/some-id'],
      ] as const) {
        expect(
          (await call(method, path, method === 'POST' ? { json: { prompt: 'x', input_text: 'x' } } : {})).status,
        ).toBe(404);
      }
    }
  });
});

describe('the LLM Gateway', () => {
  const chat = async (json: Json) => {
    const { call } = await session();
    return call('POST', '/v1/chat/completions', { json: { model: 'claude-sonnet-4-5-20250929', ...json } });
  };
  const contentOf = ({ json }: { json: Json }): string =>
    (json['choices'] as [{ message: { content: string } }])[0].message.content;

  it('answers with a quotation, names no model as its author, and echoes the rest of the request', async () => {
    const reply = await chat({
      messages: [{ role: 'user', content: `<transcript>${TEXT}</transcript>\n\nWhat is broken?` }],
      temperature: 0.2,
    });
    expect(contentOf(reply)).toBe(`${MARK} The screen is broken.`);
    expect(reply.json).toMatchObject({
      request: { model: 'claude-sonnet-4-5-20250929', temperature: 0.2 },
      answered_by: 'stand-in: quoted, no language model',
    });
    expect(reply.json['request']).not.toHaveProperty('messages');
  });

  it('answers numbered questions as the JSON array that was asked for', async () => {
    const instruction =
      'Questions:\n1. What is broken?\n2. Which day?\n   Answer with exactly one of: "Monday", "Friday"\n\nAnswer Format:\nA JSON array of exactly 2 strings.';
    const reply = await chat({ prompt: `<transcript>\n${TEXT}\n</transcript>\n\n${instruction}` });
    expect(JSON.parse(contentOf(reply))).toEqual([`${MARK} The screen is broken.`, 'Monday']);
  });

  it('answers in the shape of a JSON schema', async () => {
    const schema = {
      type: 'object',
      properties: {
        steps: { type: 'array', items: { type: 'string' } },
        sure: { type: 'boolean' },
        mood: { enum: ['good'] },
      },
    };
    const reply = await chat({
      prompt: TEXT,
      response_format: { type: 'json_schema', json_schema: { name: 'x', schema } },
    });
    expect(JSON.parse(contentOf(reply))).toEqual({
      steps: ['The order arrived on Monday.'],
      sure: false,
      mood: 'good',
    });
  });

  it('stops at max_tokens and says so', async () => {
    const { json } = await chat({ prompt: TEXT, max_tokens: 3 });
    expect(json['choices']).toMatchObject([{ message: { content: '[stand-in: q' }, finish_reason: 'length' }]);
  });

  it.each<[Json, string]>([
    [{ messages: [{ role: 'nobody', content: 'x' }] }, 'must be one of'],
    [{}, 'messages or prompt is required'],
    [{ prompt: 'x', stream: true }, 'does not stream'],
    [{ prompt: 'x', temperature: 3 }, 'temperature must be <= 2'],
  ])('refuses %j in the shape of the live service, with the reason in the metadata', async (params, reason) => {
    const { status, json } = await chat(params);
    const { metadata, ...error } = json['error'] as { readonly metadata: { readonly errors: readonly string[] } };
    expect([status, error]).toEqual([400, { code: 400, message: 'invalid request body' }]);
    expect(metadata.errors[0]).toContain(reason);
  });

  it('lists no model that it does not have', async () => {
    const { call } = await session();
    expect((await call('GET', '/v1/models')).json['data']).toMatchObject([{ id: 'stand-in' }]);
  });
});

describe('understanding of a finished transcript', () => {
  it('can be validated, which runs nothing', async () => {
    const { call, id } = await withTranscript();
    const validate = (transcript_id: unknown, request: object): Promise<Reply> =>
      call('POST', '/v1/understanding/validate', { json: { transcript_id, speech_understanding: { request } } });
    const fine = await validate(id, { translation: { target_languages: ['de'], effort: 'medium' } });
    expect([fine.status, fine.json]).toEqual([200, {}]);
    expect((await validate(id, { translation: {} })).status).toBe(400);
    expect((await validate(id, { summarization: { effort: 'huge' } })).status).toBe(400);
    expect((await validate('unknown', { summarization: {} })).status).toBe(400);
  });

  it.each<[string, Json, Json]>([
    [
      'LLMGatewayTranslationResponse',
      { translation: { target_languages: ['es', 'de'] } },
      { translated_texts: { es: `[stand-in: not translated into es] ${TEXT}` } },
    ],
    [
      'LLMGatewayCustomFormattingResponse',
      { custom_formatting: { date: 'mm/dd/yyyy' } },
      {
        speech_understanding: {
          response: {
            custom_formatting: {
              mapping: { The: '[stand-in: not formatted] The' },
              formatted_text: `[stand-in: not formatted] ${TEXT}`,
            },
          },
        },
      },
    ],
    [
      'LLMGatewaySpeakerIdentificationResponse',
      { speaker_identification: { speaker_type: 'name', known_values: ['Ann'] } },
      { speech_understanding: { response: { speaker_identification: { mapping: {} } } } },
    ],
  ])('answers as %s', async (schema, request, expected) => {
    const { call, id } = await withTranscript();
    const { json } = await call('POST', '/v1/understanding', {
      json: { transcript_id: id, speech_understanding: { request } },
    });
    expect(contract.schema('gateway', schema, json)).toEqual([]);
    expect(json).toMatchObject(expected);
  });

  it('takes several requests at once, the newer ones too', async () => {
    const { call, id } = await withTranscript();
    const request = { summarization: { summary_type: 'bullets' }, action_items: {} };
    const { json } = await call('POST', '/v1/understanding', {
      json: { transcript_id: id, speech_understanding: { request } },
    });
    expect(json['speech_understanding']).toMatchObject({
      response: {
        summarization: {
          summary: [`${MARK} The order arrived on Monday.`, {}, {}].map((line) =>
            typeof line === 'string' ? line : expect.any(String),
          ),
        },
        action_items: { items: [`${MARK} A refund will take five days.`] },
      },
    });
  });

  it('knows no made-up id', async () => {
    const { call } = await session();
    const json = { transcript_id: 'x', speech_understanding: { request: { translation: { target_languages: [] } } } };
    expect((await call('POST', '/v1/understanding', { json })).json['error']).toMatchObject({ code: 400 });
  });
});
