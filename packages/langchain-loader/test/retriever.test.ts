import type { Transcript } from '@aai-connectors/core';
import type { Document } from '@langchain/core/documents';
import { Embeddings } from '@langchain/core/embeddings';
import { RunCollectorCallbackHandler } from '@langchain/core/tracers/run_collector';
import { VectorStore } from '@langchain/core/vectorstores';
import { describe, expect, it } from 'vitest';
import {
  AssemblyAILoader,
  type AssemblyAILoaderOptions,
  createTranscribeRunnable,
  TranscriptRetriever,
  type TranscriptRetrieverInput,
} from '../src/index.ts';
import { fakeApi, wildfires } from './api.ts';

/** Words in common are what makes two texts alike. */
class BagOfWords extends Embeddings {
  calls = 0;
  queries = 0;
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
    this.queries++;
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
    expect(found!.metadata.score).toBeGreaterThan(0.25);
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
    expect(found[0]!.pageContent).toContain('late');
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
    [{ transcripts: [], passageWords: 0 }, 'passageWords'],
    [{ transcripts: [], embeddings: undefined, search: 'vectors' as const }, 'embeddings'],
    [{ transcripts: [], search: 'keywords' as const, minScore: 0 }, 'minScore'],
  ])('refuses %j', (input, field) => {
    expect(() => new TranscriptRetriever({ embeddings: new BagOfWords(), ...input })).toThrow(
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
  const find = async (options: Partial<TranscriptRetrieverInput>) => {
    const retriever = new TranscriptRetriever({
      transcripts: [dialogue],
      unit: 'utterances',
      k: 1,
      neighbours: 0,
      ...options,
    });
    return (await retriever.invoke('How many working days does a refund take?'))[0]!;
  };

  it.each([
    ['both', { embeddings: new BagOfWords() }],
    ['meaning', { embeddings: new BagOfWords(), search: 'vectors' as const }],
    ['words, without embeddings', {}],
  ])('is the sentence after its question, by %s', async (_, options) => {
    const { pageContent, metadata } = await find(options);
    expect(pageContent).toBe('Five working days.');
    expect(metadata).toMatchObject({ match_start_ms: 3000, match_end_ms: 5000 });
    expect(metadata.score).toBeGreaterThan(0);
  });

  it('is chosen by a second model if there is one', async () => {
    const seen: string[] = [];
    const rerank = (query: string, texts: readonly string[]) => {
      seen.push(query, ...texts);
      return Promise.resolve(texts.map((text) => (text.includes('How long') ? 5 : -5)));
    };
    const { pageContent } = await find({ passageWords: 1, rerank });
    expect(pageContent).toBe('How long does a refund take?');
    expect(seen).toContain('Five working days.');
    for (const scores of [[], [Number.NaN, 1, 2]])
      await expect(find({ passageWords: 1, rerank: () => Promise.resolve(scores) })).rejects.toMatchObject({
        field: 'rerank',
      });
  });
});

describe('over a vector store', () => {
  const transcripts = (id: string): Promise<Transcript> =>
    Promise.resolve({ call, other, wildfires: { ...wildfires, id: 'wildfires' } }[id] as Transcript);

  /** Scores are distances, as in many stores. */
  class Store extends VectorStore {
    readonly stored: { readonly document: Document; readonly vector: number[] }[] = [];
    override _vectorstoreType(): string {
      return 'test';
    }
    override async addDocuments(documents: Document[]): Promise<void> {
      const vectors = await this.embeddings.embedDocuments(documents.map(({ pageContent }) => pageContent));
      documents.forEach((document, at) => this.stored.push({ document, vector: vectors[at]! }));
    }
    override addVectors(): Promise<void> {
      return Promise.reject(new Error('not used'));
    }
    override similaritySearchVectorWithScore(
      query: number[],
      k: number,
      filter?: Readonly<Record<string, unknown>>,
    ): Promise<[Document, number][]> {
      const isIn = ({ metadata }: Document): boolean =>
        Object.entries(filter ?? {}).every(([key, value]) => metadata[key] === value);
      const distance = (vector: number[]): number => Math.hypot(...vector.map((value, at) => value - query[at]!));
      return Promise.resolve(
        this.stored
          .filter(({ document }) => isIn(document))
          .map(({ document, vector }): [Document, number] => [document, distance(vector)])
          .sort(([, a], [, b]) => a - b)
          .slice(0, k),
      );
    }
  }

  async function storeWith(options: Partial<AssemblyAILoaderOptions>): Promise<Store> {
    const vectorStore = new Store(new BagOfWords(), {});
    const sources = await Promise.all(['call', 'other', 'wildfires'].map(transcripts));
    const load = new AssemblyAILoader({ sources: sources.map((transcript) => ({ transcript })), ...options });
    await vectorStore.addDocuments(await load.load());
    return vectorStore;
  }

  it.each([
    { unit: 'words', window: { words: 12, overlap: 2 } },
    { unit: 'utterances' },
    { unit: 'sentences' },
  ] as const)('finds the exact moment with its neighbors: %j', async (options) => {
    const vectorStore = await storeWith(options);
    const retriever = TranscriptRetriever.fromVectorStore({ vectorStore, transcripts, k: 1 });
    const [found] = await retriever.invoke('How many working days does the refund take?');
    expect(found).toMatchObject({
      pageContent:
        'B: I was charged twice on my card.\nA: The refund takes five working days.\nB: Thank you very much.',
      metadata: { transcript_id: 'call', match_start_ms: 10_000, match_end_ms: 14_000, unit: 'span' },
    });
  });

  it('obeys a filter, and returns the documents as they are without transcripts', async () => {
    const vectorStore = await storeWith({ unit: 'utterances' });
    const options = { vectorStore, transcripts: false, k: 1 } as const;
    const [found] = await TranscriptRetriever.fromVectorStore(options).invoke('the refund is late');
    expect(found!.pageContent).toBe('The refund is late.');
    const filter = { transcript_id: 'call' };
    const [other] = await TranscriptRetriever.fromVectorStore({ ...options, filter }).invoke('the refund is late');
    expect(other!.pageContent).toBe('The refund takes five working days.');
    const nothing = TranscriptRetriever.fromVectorStore({ ...options, filter: { transcript_id: 'none' } });
    expect(await nothing.invoke('refund')).toEqual([]);
  });

  it('reads each transcript once, from the API by default', async () => {
    const vectorStore = await storeWith({ unit: 'sentences' });
    const api = fakeApi();
    for (const id of ['call', 'other', 'wildfires']) api.put(id, { ...(await transcripts(id)), id });
    const retriever = TranscriptRetriever.fromVectorStore({ ...api.config, vectorStore });
    await retriever.invoke('smoke');
    const [found] = await retriever.invoke('wildfires in Canada');
    expect(found!.metadata.transcript_id).toBe('wildfires');
    expect(api.count('GET', /wildfires$/)).toBe(1);
  });

  it('embeds a query once', async () => {
    const vectorStore = await storeWith({ unit: 'sentences' });
    await TranscriptRetriever.fromVectorStore({ vectorStore, transcripts }).invoke('refund');
    expect((vectorStore.embeddings as BagOfWords).queries).toBe(1);
  });

  it('asks again for a transcript that could not be read', async () => {
    const vectorStore = await storeWith({ unit: 'utterances' });
    let fails = 1;
    const retriever = TranscriptRetriever.fromVectorStore({
      vectorStore,
      transcripts: (id) => (fails-- > 0 ? Promise.reject(new Error('no connection')) : transcripts(id)),
    });
    await expect(retriever.invoke('refund')).rejects.toThrow('no connection');
    await expect(retriever.invoke('refund')).resolves.not.toEqual([]);
  });

  it.each(['k', 'neighbours', 'fetchK'])('refuses %s that is no whole number', async (field) => {
    const vectorStore = await storeWith({ unit: 'text' });
    expect(() => TranscriptRetriever.fromVectorStore({ vectorStore, transcripts, [field]: 0.5 })).toThrow(
      expect.objectContaining({ field }) as Error,
    );
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
