import { estimateTokens } from '@aai-connectors/core';
import type { ToolMessage } from '@langchain/core/messages';
import { describe, expect, it } from 'vitest';
import { type AskTranscriptToolOptions, createAskTranscriptTool } from '../src/index.ts';
import { fakeApi } from './api.ts';
import { chatter, type Said, transcriptOf } from '@aai-connectors/stand-in/conversation';

const NEEDLE: readonly Said[] = [
  { speaker: 'A', text: 'And how long does the refund take?' },
  { speaker: 'B', text: 'It arrives within five working days.' },
];

/** About four hours, with an answer at two thirds. */
const turns = chatter(1200);
const long = transcriptOf('t-1', [...turns.slice(0, 800), ...NEEDLE, ...turns.slice(800)]);

interface Request {
  readonly text: string;
  readonly tokens: number;
}

/** A gateway whose model answers as `answer` says, by the transcript it receives. */
function gateway(answer: (text: string, nth: number) => string) {
  const requests: Request[] = [];
  const api = fakeApi(undefined, {
    'POST /v1/chat/completions': (body) => {
      const [{ content }] = body['messages'] as [{ readonly content: string }];
      const text = /<transcript>\n([^]*)\n<\/transcript>/.exec(content)![1]!;
      requests.push({ text, tokens: estimateTokens(text) });
      return {
        request_id: `r-${requests.length}`,
        choices: [
          {
            message: { role: 'assistant', content: JSON.stringify([answer(text, requests.length)]) },
            finish_reason: 'stop',
          },
        ],
        usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
      };
    },
  });
  api.put('t-1', long);
  const ask = async (question: string, options: AskTranscriptToolOptions = {}): Promise<ToolMessage> => {
    const tool = createAskTranscriptTool({ ...api.config, ...options });
    const args = { question, ...(options.transcriptIds === undefined && { transcriptId: 't-1' }) };
    return (await tool.invoke({ type: 'tool_call', id: 'c', name: tool.name, args } as never)) as ToolMessage;
  };
  return { api, requests, ask };
}

const quoting = (text: string): string =>
  text.includes('five working days')
    ? 'It takes “five working days” [2:00:00]. They also said “it is always free”.'
    : 'NONE';

describe('a question about a long recording', () => {
  it('is asked about the passages that match it, and the answer cites the moment', async () => {
    const { requests, ask } = gateway(quoting);
    const message = await ask('How long does the refund take?');
    expect(requests).toHaveLength(1);
    expect(requests[0]!.tokens).toBeLessThanOrEqual(12_000);
    expect(requests[0]!.text).toContain('Speaker A: And how long does the refund take?\n');
    const { start } = long.words.find(({ text }) => text === 'five')!;
    expect(message.artifact).toMatchObject({
      citations: [{ transcript_id: 't-1', speaker: 'Speaker B', quote: 'five working days.', start_ms: start }],
      removed_quotes: 1,
      requests: 1,
      passages: { total: long.utterances!.length },
    });
    const time = new Date(start).toISOString().slice(11, 19);
    expect(message.content).toContain(`It takes “five working days” [${time}].`);
    expect(message.content).toContain(`Quotes:\n[${time}] Speaker B: "five working days."`);
    expect(message.content).toContain('1 quote or time was removed from the answer');
    expect(message.content).not.toContain('always free');
    expect(message.content).toMatch(/\d+ of 1202 passages of the recording were read/);
  });

  it('is sent whole if it fits', async () => {
    const { api, requests, ask } = gateway(quoting);
    api.put('t-1', transcriptOf('t-1', [...turns.slice(0, 20), ...NEEDLE]));
    const { content, artifact } = await ask('Anything about money?');
    expect(requests[0]!.text.split('\n')).toHaveLength(22);
    expect(content).not.toContain('passages');
    expect(artifact).toMatchObject({ passages: { sent: 22, total: 22 } });
  });

  it.each([500, 1000, 5000])('never sends more than %i tokens', async (maxInputTokens) => {
    const { requests, ask } = gateway(quoting);
    await ask('Does the refund or the printer or the garden take five working days?', { maxInputTokens });
    expect(requests[0]!.tokens).toBeLessThanOrEqual(maxInputTokens * 1.01);
    expect(requests[0]!.text).toContain('five working days');
  });

  it('is asked about every part if no passage matches', async () => {
    const { requests, ask } = gateway(quoting);
    const message = await ask('¿Cuándo reembolsan?', { maxParts: 50 });
    expect(requests.length).toBeGreaterThan(3);
    expect(requests.every(({ tokens }) => tokens <= 12_000)).toBe(true);
    expect(
      requests
        .map(({ text }) => text)
        .join('\n')
        .split('\n'),
    ).toHaveLength(1202);
    expect(message.content).toContain('Speaker B: "five working days."');
    expect(message.artifact).toMatchObject({ requests: requests.length, removed_quotes: 1 });
  });

  it('combines the answers of parts, and checks the quotes again', async () => {
    const { requests, ask } = gateway((text, nth) =>
      text.startsWith('Recording t-1, 00:00:00 to ')
        ? 'Days “five working days”, and “number 3.” and “made up here”.'
        : nth === 1
          ? 'First “number 3.” [0:01]'
          : quoting(text),
    );
    const message = await ask('What happened?', { strategy: 'map' });
    expect(requests.at(-1)!.text).toMatch(/^Recording t-1, 00:00:00 to .*:\nFirst “number 3.”/);
    expect(requests.at(-1)!.text).not.toContain('always free');
    expect(message.content).toContain('Days “five working days”, and “number 3.” and [quote removed');
    expect(message.artifact).toMatchObject({ removed_quotes: 2, requests: requests.length });
  });

  it('is asked about a limited number of parts, the best ones', async () => {
    const { requests, ask } = gateway(quoting);
    const message = await ask('How long does the refund take?', { strategy: 'map', maxInputTokens: 2000, maxParts: 3 });
    expect(requests).toHaveLength(3);
    expect(message.content).toContain('five working days');
    expect(message.content).toMatch(/passages of the recording were read/);
  });

  it('says if no part answers it', async () => {
    const { requests, ask } = gateway(() => 'None.');
    const message = await ask('Who won?', { strategy: 'map' });
    expect(message.content).toMatch(/^No part of the recording answers the question/);
    expect(message.artifact).toMatchObject({ answer: '', citations: [] });
    expect(requests.length).toBeGreaterThan(1);
  });

  it('is found by meaning with embeddings, which are computed once', async () => {
    const { requests, api } = gateway(quoting);
    let embedded = 0;
    const embeddings = {
      embedDocuments: (texts: string[]) => {
        embedded += texts.length;
        return Promise.resolve(texts.map((text) => (text.includes('five working days') ? [1, 0] : [0, 1])));
      },
      embedQuery: () => Promise.resolve([1, 0]),
    };
    const tool = createAskTranscriptTool({ ...api.config, embeddings, transcriptIds: ['t-1'] });
    await tool.invoke({ question: '¿Cuándo reembolsan?' });
    await tool.invoke({ question: '¿Cuándo?' });
    expect(requests).toHaveLength(2);
    expect(requests[1]!.text).toContain('five working days');
    expect(embedded).toBe(1202);
  });

  it('names the recording of each quote if there are several', async () => {
    const { api, requests, ask } = gateway(quoting);
    api.put('t-2', transcriptOf('t-2', [...chatter(300), ...NEEDLE]));
    api.put('t-1', transcriptOf('t-1', chatter(900)));
    const message = await ask('How long does the refund take?', { transcriptIds: ['t-1', 't-2'] });
    expect(requests[0]!.text).toContain('Recording t-2:');
    expect(requests[0]!.tokens).toBeLessThanOrEqual(12_100);
    expect(message.content).toMatch(/Speaker B: "five working days." \(transcript t-2\)/);
  });

  it('works without speakers, punctuation or times', async () => {
    const words = long.text.replace(/[.,?]/g, '').toLowerCase();
    for (const transcript of [
      transcriptOf('t-1', [{ text: words }]),
      { id: 't-1', status: 'completed', text: words, words: [] },
      { id: 't-1', status: 'completed', text: long.text },
    ]) {
      const { api, requests, ask } = gateway(quoting);
      api.put('t-1', transcript);
      const message = await ask('How long does the refund take?');
      expect(requests).toHaveLength(1);
      expect(requests[0]!.tokens).toBeLessThanOrEqual(12_100);
      expect(message.content).toMatch(/"five working days\.?"/);
    }
  });

  it('stops with the run', async () => {
    const stop = new AbortController();
    const { api, requests } = gateway((text) => (stop.abort(), quoting(text)));
    const tool = createAskTranscriptTool({
      ...api.config,
      strategy: 'map',
      transcriptIds: ['t-1'],
      maxInputTokens: 500,
    });
    await expect(tool.invoke({ question: 'Why?' }, { signal: stop.signal })).rejects.toBeDefined();
    expect(requests.length).toBeLessThanOrEqual(4);
  });

  it.each([{ maxInputTokens: 499 }, { maxInputTokens: Number.NaN }, { maxParts: 0 }, { maxParts: 1.5 }])(
    'refuses impossible limits: %j',
    (limits) => {
      expect(() => createAskTranscriptTool({ ...fakeApi().config, ...limits })).toThrow(/whole number of at least/);
    },
  );
});
