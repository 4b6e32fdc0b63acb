import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type Document } from '@langchain/core/documents';
import { FakeEmbeddings } from '@langchain/core/utils/testing';
import { index, type ListKeyOptions, RecordManager, type UpdateOptions } from '@langchain/core/indexing';
import { VectorStore } from '@langchain/core/vectorstores';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AssemblyAILoader, type AssemblyAILoaderOptions } from '../src/index.ts';
import { fakeApi, wildfires } from './api.ts';

/** Like LangChain's record managers, which keep a row per document, with a time that never stands still. */
class Records extends RecordManager {
  override lc_namespace = ['test'];
  readonly #rows = new Map<string, { readonly at: number; readonly group: string | null }>();
  #now = 0;

  override createSchema(): Promise<void> {
    return Promise.resolve();
  }

  override getTime(): Promise<number> {
    return Promise.resolve(++this.#now);
  }

  override update(keys: string[], { groupIds = [] }: UpdateOptions = {}): Promise<void> {
    keys.forEach((key, at) => this.#rows.set(key, { at: ++this.#now, group: groupIds[at] ?? null }));
    return Promise.resolve();
  }

  override exists(keys: string[]): Promise<boolean[]> {
    return Promise.resolve(keys.map((key) => this.#rows.has(key)));
  }

  override listKeys({ before = Infinity, after = -Infinity, groupIds }: ListKeyOptions = {}): Promise<string[]> {
    const isListed = ({ at, group }: { at: number; group: string | null }): boolean =>
      at < before && at > after && (groupIds === undefined || groupIds.includes(group));
    return Promise.resolve([...this.#rows].flatMap(([key, row]) => (isListed(row) ? [key] : [])));
  }

  override deleteKeys(keys: string[]): Promise<void> {
    for (const key of keys) this.#rows.delete(key);
    return Promise.resolve();
  }
}

class Vectors extends VectorStore {
  readonly documents = new Map<string, Document>();

  override _vectorstoreType(): string {
    return 'memory';
  }

  override addDocuments(documents: Document[], { ids = [] }: { ids?: string[] } = {}): Promise<string[]> {
    documents.forEach((document, at) => this.documents.set(ids[at]!, document));
    return Promise.resolve(ids);
  }

  override addVectors(): Promise<string[]> {
    return Promise.reject(new Error('not used'));
  }

  override similaritySearchVectorWithScore(): Promise<[Document, number][]> {
    return Promise.resolve([]);
  }

  override delete({ ids }: { ids: string[] }): Promise<void> {
    for (const id of ids) this.documents.delete(id);
    return Promise.resolve();
  }
}

let folder: string;
let api: ReturnType<typeof fakeApi>;
let vectorStore: Vectors;
let recordManager: Records;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'indexing-'));
  vectorStore = new Vectors(new FakeEmbeddings(), {});
  recordManager = new Records();
  api = fakeApi((n) => ({ ...wildfires, text: `Recording ${n}.` }));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Options = Partial<AssemblyAILoaderOptions>;

/** As the README recommends. */
const ingest = async (options: Options) =>
  index({
    docsSource: await new AssemblyAILoader({ ...api.config, ...options }).load(),
    recordManager,
    vectorStore,
    options: { cleanup: 'incremental', sourceIdKey: 'source_id' },
  });

const texts = (): string[] => [...vectorStore.documents.values()].map(({ pageContent }) => pageContent).sort();

describe('indexing keeps', () => {
  it('two recordings with the same name', async () => {
    await ingest({ source: { audio: 'https://example.com/monday.mp3', name: 'call' } });
    const second = await ingest({ source: { audio: 'https://example.com/tuesday.mp3', name: 'call' } });
    expect(second).toMatchObject({ numAdded: 1, numDeleted: 0 });
    expect(texts()).toEqual(['Recording 1.', 'Recording 2.']);
  });

  it('files with the same name in different folders', async () => {
    const [one, two] = [1, 2].map((n) => mkdtempSync(join(folder, `${n}-`))) as [string, string];
    writeFileSync(join(one, 'call.wav'), 'RIFF 1');
    writeFileSync(join(two, 'call.wav'), 'RIFF 2');
    await ingest({ source: 'call.wav', rootFolder: one });
    expect(await ingest({ source: 'call.wav', rootFolder: two })).toMatchObject({ numAdded: 1, numDeleted: 0 });
    expect(texts()).toHaveLength(2);
  });

  it('audio data without a name', async () => {
    await ingest({ source: new TextEncoder().encode('RIFF 1') });
    expect(await ingest({ source: new TextEncoder().encode('RIFF 2') })).toMatchObject({ numAdded: 1, numDeleted: 0 });
    const both = await ingest({ sources: ['RIFF 3', 'RIFF 4'].map((text) => new TextEncoder().encode(text)) });
    expect(both).toMatchObject({ numAdded: 2, numDeleted: 0 });
    expect(texts()).toHaveLength(4);
  });

  it('several units of the same recording', async () => {
    const store = new Map<string, string>();
    const source = 'https://example.com/a.mp3';
    const units: readonly Options[] = [
      { unit: 'text' },
      { unit: 'sentences' },
      { unit: 'words', window: { words: 20 } },
      { unit: 'words', window: { words: 40, overlap: 5 } },
    ];
    for (const unit of units) expect(await ingest({ source, store, ...unit })).toMatchObject({ numDeleted: 0 });
    for (const unit of units)
      expect(await ingest({ source, store, ...unit })).toMatchObject({ numAdded: 0, numDeleted: 0 });
    expect(api.count('POST', /transcript$/)).toBe(1);
  });

  it('recordings that differ only in a token of the link', async () => {
    await ingest({ source: 'https://example.com/play?token=1' });
    expect(await ingest({ source: 'https://example.com/play?token=2' })).toMatchObject({ numAdded: 1, numDeleted: 0 });
  });
});

describe('indexing the same recording again', () => {
  it.each([
    ['a file', () => join(folder, 'a.wav')],
    ['a file, by another path', () => relative(process.cwd(), join(folder, 'a.wav'))],
    ['a file, by its URL', () => new URL(`file://${join(folder, 'a.wav')}`)],
    ['a copy of the file', () => join(folder, 'b.wav')],
    ['its content', () => new TextEncoder().encode('RIFF 1')],
    ['its content with a name', () => ({ audio: new Blob(['RIFF 1']), name: join(folder, 'a.wav') })],
  ])('changes nothing: %s', async (_, source) => {
    writeFileSync(join(folder, 'a.wav'), 'RIFF 1');
    copyFileSync(join(folder, 'a.wav'), join(folder, 'b.wav'));
    const store = new Map<string, string>();
    const name = 'a.wav';
    await ingest({ source: { audio: join(folder, 'a.wav'), name }, store, unit: 'sentences' });
    const before = texts().length;
    const given = source();
    const audio = 'audio' in Object(given) ? (given as { audio: Blob }).audio : (given as string);
    const again = await ingest({ source: { audio, name }, store, unit: 'sentences' });
    expect(again).toMatchObject({ numAdded: 0, numUpdated: 0, numDeleted: 0, numSkipped: before });
    expect(api.count('POST', /transcript$/)).toBe(1);
  });

  it('changes nothing for a link that was signed again', async () => {
    const store = new Map<string, string>();
    const signed = (n: number) => `https://bucket.s3.amazonaws.com/a.mp3?X-Amz-Date=${n}&X-Amz-Signature=${n}abc`;
    await ingest({ source: signed(1), store });
    expect(await ingest({ source: signed(2), store })).toMatchObject({ numSkipped: 1, numAdded: 0, numDeleted: 0 });
  });

  it('with an id replaces its documents, wherever it lies and whatever it contains', async () => {
    const id = 'call-7';
    await ingest({ source: { audio: 'https://example.com/draft.mp3', id } });
    const again = await ingest({ source: { audio: new TextEncoder().encode('RIFF 2'), id } });
    expect(again).toMatchObject({ numAdded: 1, numDeleted: 1 });
    expect(texts()).toEqual(['Recording 2.']);
  });

  it('with other parameters replaces its documents', async () => {
    const source = 'https://example.com/a.mp3';
    await ingest({ source });
    expect(await ingest({ source, params: { punctuate: false } })).toMatchObject({ numAdded: 1, numDeleted: 1 });
  });
});
