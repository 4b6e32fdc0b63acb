import { AssemblyAILoader, type TranscriptDocument } from '@aai-connectors/langchain';
import { createClient } from '@aai-connectors/core/node';
import { MemoryVectorStore } from '@langchain/classic/vectorstores/memory';
import { InMemoryRecordManager } from '@langchain/community/indexes/memory';
import type { Document } from '@langchain/core/documents';
import { index } from '@langchain/core/indexing';
import { SyntheticEmbeddings } from '@langchain/core/utils/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StandIn, startStandIn } from '@aai-connectors/stand-in';

/** With what real stores have, and this one lacks. */
class Store extends MemoryVectorStore {
  override async addDocuments(
    documents: Document[],
    { ids }: { readonly ids?: readonly string[] } = {},
  ): Promise<void> {
    await super.addDocuments(documents.map((document, at) => ({ ...document, id: ids?.[at] ?? document.id! })));
  }

  override async delete({ ids }: { readonly ids: string[] }): Promise<void> {
    this.memoryVectors = this.memoryVectors.filter(({ id }) => !ids.includes(id!));
  }
}

/** It takes what was written in the millisecond in which it is asked for older; here no two times are the same. */
class Records extends InMemoryRecordManager {
  #time = 0;
  override async getTime(): Promise<number> {
    return ++this.#time;
  }
}

describe('documents in a vector store', () => {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await startStandIn();
  });
  afterAll(() => standIn.close());

  const load = (
    ...[audio, words]: readonly [audio: readonly string[], words?: number]
  ): Promise<TranscriptDocument[]> =>
    new AssemblyAILoader({
      client: createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts }),
      sources: audio.map((name) => standIn.audio[name]!),
      ...(words === undefined ? { unit: 'sentences' as const } : { unit: 'words' as const, window: { words } }),
    }).load();
  const made = () => ({
    vectorStore: new Store(new SyntheticEmbeddings({ vectorSize: 8 })),
    recordManager: new Records(),
    options: { cleanup: 'incremental' as const, sourceIdKey: 'source' },
  });
  const sourcesIn = ({ memoryVectors }: MemoryVectorStore): Record<string, number> =>
    memoryVectors.reduce<Record<string, number>>((counts, { metadata }) => {
      const source = String(metadata['source']);
      return { ...counts, [source]: (counts[source] ?? 0) + 1 };
    }, {});

  it('are indexed once, and replaced when a recording has fewer passages', async () => {
    const args = made();
    const many = await load(['jfk', 'dialogue'], 5);
    expect(await index({ ...args, docsSource: many })).toMatchObject({ numAdded: many.length, numDeleted: 0 });
    expect(await index({ ...args, docsSource: many })).toMatchObject({ numAdded: 0, numSkipped: many.length });
    const few = await load(['dialogue'], 30);
    const before = many.filter(({ metadata }) => metadata.source === few[0]!.metadata.source);
    expect(few.length).toBeLessThan(before.length);
    expect(await index({ ...args, docsSource: few })).toMatchObject({
      numAdded: few.length,
      numDeleted: before.length,
    });
    const jfk = many.length - before.length;
    expect(sourcesIn(args.vectorStore)).toEqual({
      [standIn.audio['dialogue']!]: few.length,
      [standIn.audio['jfk']!]: jfk,
    });
  });

  it('have one row per ID, even if the recording is transcribed again', async () => {
    const rows = new Map<string, string>();
    for (let round = 0; round < 2; round++) {
      for (const { id, pageContent } of await load(['jfk', 'dialogue'])) rows.set(id!, pageContent);
    }
    expect([...rows.values()]).toEqual((await load(['jfk', 'dialogue'])).map(({ pageContent }) => pageContent));
  });
});
