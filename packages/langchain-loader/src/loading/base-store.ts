import { BadInputError, type JobStore } from '@aai-connectors/core';

/**
 * A LangChain `BaseStore`, such as `LocalFileStore`, `InMemoryStore` or a Redis store. Values must not expire before the
 * work is done.
 */
export interface BaseStoreLike {
  /** The values of the keys, in their order; `undefined` for a key without a value. */
  mget(keys: string[]): Promise<readonly unknown[]>;
  /** Stores values. Replaces existing ones. */
  mset(keyValuePairs: [string, string | Uint8Array][]): Promise<void>;
  /** Removes keys. Keys without a value are ignored. */
  mdelete(keys: string[]): Promise<void>;
}

type Encode = (text: string) => string | Uint8Array;

/** Bytes first: most stores hold bytes, and some of them corrupt strings. */
const ENCODINGS: readonly Encode[] = [(text) => new TextEncoder().encode(text), (text) => text];

/** Contains a non-ASCII character to detect stores that corrupt bytes. */
const PROBE = '{"probe":"é"}';

/** Adapts a `BaseStore` for the job journal. It has no compare-and-set. */
export function jobStoreOver(store: BaseStoreLike): JobStore {
  let encoding: Promise<Encode> | undefined;

  const get = async (key: string): Promise<string | undefined> => textOf((await store.mget([key]))[0]);

  /** Finds the encoding that this store preserves. */
  async function findEncoding(): Promise<Encode> {
    const key = `probe-${crypto.randomUUID()}`;
    let cause: unknown;
    for (const encode of ENCODINGS) {
      try {
        await store.mset([[key, encode(PROBE)]]);
        const isKept = (await get(key)) === PROBE;
        await store.mdelete([key]);
        if (isKept) return encode;
      } catch (error) {
        cause ??= error;
      }
    }
    const reason = cause instanceof Error ? `: ${cause.message}` : '';
    throw new BadInputError(`The store does not return the values that were stored${reason}.`, {
      field: 'store',
      hint: 'Use a store of bytes or strings.',
      cause,
    });
  }

  return {
    get,
    async set(key, value) {
      encoding ??= findEncoding();
      await store.mset([[key, (await encoding)(value)]]);
    },
    async delete(key) {
      await store.mdelete([key]);
    },
  };
}

function textOf(value: unknown): string | undefined {
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  return typeof value === 'string' ? value : undefined;
}
