import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pooled } from '../../src/batch/pool.ts';

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
};

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

describe('the pool', () => {
  it('yields every result once in the requested order, within its concurrency', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(20), { maxLength: 40 }),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom('input' as const, 'completion' as const),
        fc.boolean(),
        async (lengths, concurrency, order, isLazy) => {
          let running = 0;
          let most = 0;
          const items = lengths.map((length, index) => ({ length, index }));
          const work = async ({ length, index }: { length: number; index: number }): Promise<number> => {
            most = Math.max(most, ++running);
            await turns(length);
            running--;
            return index;
          };
          const source = isLazy ? lazily(items) : items;
          const found = await collect(
            pooled(source, work, { concurrency: () => concurrency, order, ahead: concurrency }),
          );
          const indexes = items.map(({ index }) => index);
          if (order === 'input') expect(found).toEqual(indexes);
          else expect([...found].sort((a, b) => a - b)).toEqual(indexes);
          expect(most).toBeLessThanOrEqual(concurrency);
        },
      ),
    );
  });

  it('works ahead only to its limit while results are not read', async () => {
    let started = 0;
    const reading = pooled(Array.from({ length: 100 }), async () => started++, {
      concurrency: () => 3,
      order: 'input',
      ahead: 4,
    });
    await reading.next();
    await turns(500);
    expect(started).toBe(8);
    await reading.return(undefined);
  });

  it('reads no more than it needs of an endless list', async () => {
    let taken = 0;
    let isClosed = false;
    async function* endless(): AsyncGenerator<number> {
      try {
        for (;;) yield taken++;
      } finally {
        isClosed = true;
      }
    }
    for await (const found of pooled(endless(), async (item) => item, {
      concurrency: () => 2,
      order: 'completion',
      ahead: 2,
    })) {
      if (found >= 10) break;
    }
    expect(taken).toBeLessThan(20);
    expect(isClosed).toBe(true);
  });

  it.each(['input', 'completion'] as const)('ends with the first failure and stops the rest (%s)', async (order) => {
    const stopped: number[] = [];
    const work = async (item: number, _: number, signal: AbortSignal): Promise<number> => {
      signal.addEventListener('abort', () => stopped.push(item));
      if (item === 1) {
        await turns(20);
        throw new Error('one is bad');
      }
      if (item === 2) await new Promise(() => undefined);
      return item;
    };
    await expect(
      collect(
        pooled(
          Array.from({ length: 1000 }, (_, n) => n),
          work,
          { concurrency: () => 3, order, ahead: 6 },
        ),
      ),
    ).rejects.toThrow('one is bad');
    expect(stopped).toContain(2);
    expect(stopped.length).toBeLessThan(100);
  });

  it('fails if its list fails', async () => {
    async function* broken(): AsyncGenerator<number> {
      yield 1;
      throw new Error('the list is gone');
    }
    const found = pooled(broken(), async (item) => item, { concurrency: () => 1, order: 'input', ahead: 0 });
    await expect(collect(found)).rejects.toThrow('the list is gone');
  });
});

async function* lazily<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) {
    await turns(3);
    yield item;
  }
}
