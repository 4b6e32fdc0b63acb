import { AssemblyAILoader } from '@aai-connectors/langchain';
import { startStandIn } from '@aai-connectors/stand-in';
import { Document } from '@langchain/core/documents';
import RedisMock from 'ioredis-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { HashEmbeddings } from '../queue/embeddings.ts';
import { redisStore } from '../queue/redis-store.ts';
import { PGliteVectorStore } from '../queue/vector-store.ts';

describe('the journal in Redis', () => {
  beforeEach(() => new RedisMock().flushall());

  it('sets a value only in place of the expected one', async () => {
    const store = redisStore(new RedisMock());
    const set = (expected: string | undefined, next: string) => store.compareAndSet!('key', expected, next);
    expect(await set('old', 'new')).toBe(false);
    expect(await set('', 'new')).toBe(false);
    expect(await set(undefined, 'first')).toBe(true);
    expect(await set(undefined, 'second')).toBe(false);
    expect(await set('other', 'second')).toBe(false);
    expect(await store.get('key')).toBe('first');
    expect(await set('first', 'third')).toBe(true);
    expect(await store.get('key')).toBe('third');
    await store.delete!('key');
    expect(await set(undefined, 'fourth')).toBe(true);
  });

  it('lets one of many processes claim a key', async () => {
    const stores = Array.from({ length: 9 }, () => redisStore(new RedisMock()));
    const claims = stores.map(async (store, at) => store.compareAndSet!('key', undefined, String(at)));
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
  });

  it('keeps applications with different prefixes apart', async () => {
    await redisStore(new RedisMock(), 'one:').set('key', 'value');
    expect(await redisStore(new RedisMock(), 'two:').get('key')).toBeNull();
    expect(await new RedisMock().keys('*')).toEqual(['one:key']);
  });

  it('makes two loaders at the same time start one job, and leaves only the transcript ID', async () => {
    const standIn = await startStandIn();
    const load = () =>
      new AssemblyAILoader({
        apiKey: standIn.keys[0]!,
        hosts: standIn.hosts,
        source: standIn.audio['jfk']!,
        store: redisStore(new RedisMock()),
      }).load();
    const [one, two] = await Promise.all([load(), load()]);
    const { length } = standIn.jobs();
    await standIn.close();
    expect(length).toBe(1);
    expect(one).toEqual(two);
    const redis = new RedisMock();
    const keys = await redis.keys('*');
    expect(keys).toHaveLength(1);
    expect(await redis.get(keys[0]!)).toBe(one[0]!.metadata.transcript_id);
  });
});

it('the vector store replaces documents with the same ID, filters by metadata, and deletes', async () => {
  const store = await PGliteVectorStore.open(new HashEmbeddings(), 'memory://', 1024);
  const document = (id: string, pageContent: string, source: string, index = 0): Document =>
    new Document({ id, pageContent, metadata: { source, source_id: source, index } });
  await store.addDocuments([
    document('a', "The refund of order 1 isn't here", 'monday'),
    document('b', 'The delivery of order 2', 'tuesday', 1),
    document('c', 'The invoice "of" order 3, {4}', 'tuesday', 0),
  ]);
  await store.addDocuments([document('b', 'The delivery of order 22', 'tuesday', 1)]);
  expect(await store.count()).toEqual({ documents: 3, sources: 2 });
  expect((await store.texts()).get('tuesday')).toBe('The invoice "of" order 3, {4} The delivery of order 22');

  const [[found, score] = []] = await store.similaritySearchWithScore('delivery of order 22', 1);
  expect(found).toMatchObject({ id: 'b', pageContent: 'The delivery of order 22', metadata: { source: 'tuesday' } });
  expect(score).toBeGreaterThan(0.8);
  const monday = await store.similaritySearch('delivery of order 22', 5, { source: 'monday' });
  expect(monday.map(({ id }) => id)).toEqual(['a']);

  await store.delete({ ids: ['b'] });
  expect((await store.similaritySearch('delivery', 5)).map(({ id }) => id).sort()).toEqual(['a', 'c']);
  await store.close();
});
