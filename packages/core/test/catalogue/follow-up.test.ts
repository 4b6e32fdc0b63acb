import { describe, expect, it } from 'vitest';
import { type Client, followUp, followUpFields, type Transcript } from '../../src/index.ts';

const transcript = {
  id: 't',
  status: 'completed',
  audio_url: 'https://example.com/a.mp3',
  text: 'Hello. Hi.',
  utterances: [
    { speaker: 'A', text: 'Hello.', start: 0, end: 500, confidence: 1, words: [] },
    { speaker: 'B', text: 'Hi.', start: 600, end: 900, confidence: 1, words: [] },
  ],
} as Transcript;

/** A client that records its requests. */
function listening(): { readonly asked: unknown[][]; readonly client: Pick<Client, 'lemur'> } {
  const asked: unknown[][] = [];
  const task = (...args: unknown[]): Promise<unknown> => {
    asked.push(args);
    return Promise.resolve({ request_id: 'r', response: 'Two people greet each other.' });
  };
  return { asked, client: { lemur: { task } } as unknown as Pick<Client, 'lemur'> };
}

describe('a question about a finished transcript', () => {
  it('goes to the fastest model, with the text of each speaker', async () => {
    const { asked, client } = listening();
    expect(await followUp(client, transcript, { prompt: 'What happens?' })).toBe('Two people greet each other.');
    const [params, options] = asked[0] as [Record<string, unknown>, Record<string, unknown>];
    const quickest = followUpFields.follow_up_model.options.find((option) => 'fast' in option)!.value;
    expect(params).toMatchObject({ prompt: 'What happens?', final_model: quickest });
    expect(params['input_text']).toMatch(/A: Hello\.[^]*B: Hi\./);
    expect(options).toMatchObject({ backend: 'llm-gateway' });
  });

  it('goes to the selected model, even an unknown one', async () => {
    const { asked, client } = listening();
    await followUp(client, transcript, { prompt: 'What happens?', model: 'a-model-of-tomorrow' });
    expect(asked[0]![0]).toMatchObject({ final_model: 'a-model-of-tomorrow' });
  });
});
