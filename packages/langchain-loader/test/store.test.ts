import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalFileStore } from '@langchain/classic/storage/file_system';
import { BaseStore, InMemoryStore } from '@langchain/core/stores';
import { describe, expect, it } from 'vitest';
import { type AnyStore, AssemblyAILoader } from '../src/index.ts';
import { fakeApi } from './api.ts';

const LINK = 'https://example.com/a.mp3';

/** A store of bytes or texts that damages whatever else it is given, as those for Redis do. */
class StrictStore<V extends string | Uint8Array> extends BaseStore<string, V> {
  lc_namespace = ['test'];
  readonly #values = new Map<string, V>();
  readonly #fits: (value: unknown) => boolean;
  constructor(fits: (value: unknown) => boolean) {
    super();
    this.#fits = fits;
  }
  mget = (keys: string[]) => Promise.resolve(keys.map((key) => this.#values.get(key)));
  mset(pairs: [string, V][]) {
    for (const [key, value] of pairs) this.#values.set(key, this.#fits(value) ? value : (String(value) as V));
    return Promise.resolve();
  }
  mdelete(keys: string[]) {
    for (const key of keys) this.#values.delete(key);
    return Promise.resolve();
  }
  async *yieldKeys() {
    yield* this.#values.keys();
  }
}

const load = (store: AnyStore, api: ReturnType<typeof fakeApi>) =>
  new AssemblyAILoader({ ...api.config, source: LINK, store }).load();

describe("a store of LangChain's", () => {
  const stores: readonly [string, () => Promise<AnyStore>][] = [
    ['in memory', () => Promise.resolve(new InMemoryStore<string>())],
    ['of files', () => LocalFileStore.fromPath(mkdtempSync(join(tmpdir(), 'store-')))],
    ['of bytes', () => Promise.resolve(new StrictStore<Uint8Array>((value) => value instanceof Uint8Array))],
    ['of texts', () => Promise.resolve(new StrictStore<string>((value) => typeof value === 'string'))],
  ];
  it.each(stores)('%s stores transcript IDs and nothing else in the end', async (_, open) => {
    const store = (await open()) as BaseStore<string, unknown>;
    const api = fakeApi();
    const [first] = await load(store as AnyStore, api);
    const [again] = await load(store as AnyStore, api);
    expect(api.count('POST', /transcript$/)).toBe(1);
    expect(again!.metadata.transcript_id).toBe(first!.metadata.transcript_id);
    const keys: string[] = [];
    for await (const key of store.yieldKeys()) keys.push(String(key));
    expect(keys).toHaveLength(1);
  });

  it('that corrupts values is refused before anything is billed', async () => {
    const api = fakeApi();
    const store = new StrictStore<string>(() => false);
    store.mset = () => Promise.resolve();
    await expect(load(store, api)).rejects.toMatchObject({ code: 'bad_input', field: 'store' });
    expect(api.count('POST', /./)).toBe(0);
  });
});

it('a Map works as a store, with the transcript ID as its only value', async () => {
  const store = new Map<string, string>();
  const api = fakeApi();
  await load(store, api);
  await load(store, api);
  expect([...store.values()]).toEqual(['job-1']);
});
