import { Embeddings } from '@langchain/core/embeddings';
import { RunCollectorCallbackHandler } from '@langchain/core/tracers/run_collector';
import { describe, expect, it } from 'vitest';
import { AssemblyAILoader, createTranscribeRunnable, TranscriptRetriever } from '../src/index.ts';
import { fakeApi, wildfires } from './api.ts';

/** Words in common are what makes two texts alike. */
class BagOfWords extends Embeddings {
  calls = 0;
  fails = 0;
  constructor() {
    super({});
  }
  async embedDocuments(texts: string[]): Promise<number[][]> {
    this.calls++;
    if (this.fails-- > 0) throw new Error('no connection');
    return texts.map(vectorOf);
  }
  async embedQuery(text: string): Promise<number[]> {
    return vectorOf(text);
  }
}

function vectorOf(text: string): number[] {
  const vector = Array.from({ length: 256 }, () => 0);
  for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
    vector[[...word].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 256, 7)]! += 1;
  }
  return vector;
}

const call = {
  id: 'call',
  status: 'completed',
  audio_url: 'https://example.com/call.mp3',
  text: '',
  utterances: [
    ['A', 'Welcome to the support line.', 0],
    ['B', 'I was charged twice on my card.', 5000],
    ['A', 'The refund takes five working days.', 10_000],
    ['B', 'Thank you very much.', 15_000],
    ['A', 'It rains in Hamburg today.', 60_000],
  ].map(([speaker, text, start]) => ({
    speaker,
    text,
    start,
    end: (start as number) + 4000,
    confidence: 0.9,
    words: [],
  })),
} as never;
const other = {
  ...(call as object),
  id: 'other',
  utterances: [{ speaker: 'A', text: 'The refund is late.', start: 0, end: 900, confidence: 1, words: [] }],
} as never;

describe('the retriever', () => {
  it('finds the best span with its neighbors, times and speakers', async () => {
    const retriever = new TranscriptRetriever({
      transcripts: [call],
      embeddings: new BagOfWords(),
      unit: 'utterances',
      context: 0,
      k: 1,
    });
    const [found, ...rest] = await retriever.invoke('How many working days does the refund take?');
    expect(rest).toEqual([]);
    expect(found).toMatchObject({
      pageContent:
        'B: I was charged twice on my card.\nA: The refund takes five working days.\nB: Thank you very much.',
      metadata: {
        transcript_id: 'call',
        unit: 'span',
        start_ms: 5000,
        end_ms: 19_000,
        start_time: '00:00:05',
        end_time: '00:00:19',
        speaker: 'B, A',
        match_start_ms: 10_000,
        match_end_ms: 14_000,
        link: 'https://example.com/call.mp3#t=5,19',
      },
    });
    expect(found!.metadata.score).toBeGreaterThan(0.5);
  });

  it('merges adjacent spans within a transcript, best first', async () => {
    const retriever = new TranscriptRetriever({
      transcripts: [call, other],
      embeddings: new BagOfWords(),
      unit: 'utterances',
      k: 3,
    });
    const found = await retriever.invoke('the refund');
    expect(new Set(found.map(({ metadata }) => metadata.transcript_id))).toEqual(new Set(['call', 'other']));
    for (const { pageContent } of found)
      expect(pageContent.includes('late') && pageContent.includes('takes')).toBe(false);
    const scores = found.map(({ metadata }) => metadata.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('returns nothing below the minimum score', async () => {
    const retriever = new TranscriptRetriever({
      transcripts: [call],
      embeddings: new BagOfWords(),
      unit: 'utterances',
      minScore: 0.99,
    });
    expect(await retriever.invoke('zebra')).toEqual([]);
    const silent = { ...(call as object), utterances: [], text: '' } as never;
    expect(await new TranscriptRetriever({ transcripts: [silent], embeddings: new BagOfWords() }).invoke('x')).toEqual(
      [],
    );
  });

  it('embeds once, and again after a failure', async () => {
    const embeddings = new BagOfWords();
    embeddings.fails = 1;
    const retriever = new TranscriptRetriever({ transcripts: [call], embeddings, unit: 'utterances' });
    await expect(retriever.invoke('refund')).rejects.toThrow('no connection');
    await retriever.invoke('refund');
    await retriever.invoke('rain');
    expect(embeddings.calls).toBe(2);
  });

  it('searches loaded documents, and transcripts by their IDs', async () => {
    const documents = await AssemblyAILoader.fromTranscript(call, { unit: 'utterances' }).load();
    const [found] = await new TranscriptRetriever({ documents, embeddings: new BagOfWords(), neighbours: 0 }).invoke(
      'rain in Hamburg',
    );
    expect(found!.pageContent).toBe('It rains in Hamburg today.');
    const api = fakeApi();
    api.put('t-1', wildfires);
    const byId = new TranscriptRetriever({ ...api.config, transcripts: ['t-1'], embeddings: new BagOfWords() });
    expect((await byId.invoke('wildfires in Canada'))[0]!.metadata.transcript_id).toBe('t-1');
  });

  it.each([
    [{}, 'transcripts'],
    [{ transcripts: [], documents: [] }, 'transcripts'],
    [{ transcripts: [], k: 0 }, 'k'],
    [{ transcripts: [], neighbours: -1 }, 'neighbours'],
    [{ transcripts: [], context: 0.5 }, 'context'],
  ])('refuses %j', (input, field) => {
    expect(() => new TranscriptRetriever({ ...input, embeddings: new BagOfWords() })).toThrow(
      expect.objectContaining({ field }) as Error,
    );
  });
});

describe('an answer', () => {
  const dialogue = {
    ...(call as object),
    utterances: [
      ['B', 'How long does a refund take?', 0],
      ['A', 'Five working days.', 3000],
      ['B', 'Thank you. Goodbye.', 6000],
    ].map(([speaker, text, start]) => ({
      speaker,
      text,
      start,
      end: (start as number) + 2000,
      confidence: 0.9,
      words: [],
    })),
  } as never;
  const find = async (context: number) => {
    const retriever = new TranscriptRetriever({
      transcripts: [dialogue],
      embeddings: new BagOfWords(),
      unit: 'utterances',
      k: 1,
      neighbours: 0,
      context,
    });
    return (await retriever.invoke('How many working days does a refund take?'))[0]!.pageContent;
  };

  it('is found by its question', async () => {
    expect(await find(1)).toBe('Five working days.');
    expect(await find(0)).toBe('How long does a refund take?');
  });
});

describe('in a chain', () => {
  it('transcription and retrieval appear in the trace of the chain', async () => {
    const api = fakeApi();
    const chain = createTranscribeRunnable({ ...api.config, unit: 'sentences' })
      .pipe((documents, config) =>
        new TranscriptRetriever({ documents, embeddings: new BagOfWords() }).invoke('smoke', config),
      )
      .withConfig({ runName: 'ask' });
    const collector = new RunCollectorCallbackHandler();
    await chain.invoke('https://example.com/a.mp3', { callbacks: [collector] });
    const runs: string[] = [];
    const walk = (run: { name: string; run_type: string; child_runs: never[] }, depth: number): void => {
      runs.push(`${' '.repeat(depth)}${run.run_type} ${run.name}`);
      run.child_runs.forEach((child) => walk(child, depth + 1));
    };
    walk(collector.tracedRuns[0] as never, 0);
    expect(runs[0]).toBe('chain ask');
    expect(runs).toContain(' chain AssemblyAITranscribe');
    expect(runs).toContain('  retriever TranscriptRetriever');
  });

  it('transcription stops with the chain', async () => {
    const stop = new AbortController();
    const api = fakeApi(undefined, {
      'GET /v2/transcript/job-1': () => (stop.abort(), { id: 'job-1', status: 'queued' }),
    });
    const transcribe = createTranscribeRunnable(api.config);
    await expect(transcribe.invoke('https://example.com/a.mp3', { signal: stop.signal })).rejects.toBeDefined();
    expect(api.count('GET', /./)).toBe(1);
  });

  it('transcription is batched like any runnable', async () => {
    const transcribe = createTranscribeRunnable(fakeApi().config);
    const found = await transcribe.batch(['https://example.com/a.mp3', 'https://example.com/b.mp3']);
    expect(found.map(([document]) => document!.metadata.source)).toEqual([
      'https://example.com/a.mp3',
      'https://example.com/b.mp3',
    ]);
  });
});
