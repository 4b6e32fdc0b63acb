import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StandIn, startStandIn, virtualClock } from '@aai-connectors/stand-in';
import zapier, { defineApp, type ZObject } from 'zapier-platform-core';
import { onVirtualTime } from '../deadline/virtual-time.ts';
import { LimitError, LIMITS, type Platform, shownOf, startPlatform } from '../emulator/index.ts';

let standIn: StandIn;
let platform: Platform;

/** How many items the trigger has. */
let items = 0;

const action = (perform: (z: ZObject) => Promise<Record<string, unknown>>) => ({
  key: 'any',
  noun: 'Any',
  display: { label: 'Any', description: 'Does anything.' },
  operation: { perform, sample: {} },
});

const app = defineApp({
  version: '1.0.0',
  platformVersion: zapier.version,
  triggers: {
    items: {
      key: 'items',
      noun: 'Item',
      display: { label: 'Items', description: 'Triggers when there are items.' },
      operation: {
        perform: () => Promise.resolve(Array.from({ length: items }, (_, at) => ({ id: `item-${at}` }))),
        sample: { id: '1' },
      },
    },
  },
  creates: {
    hangs: action(() => new Promise(() => undefined)),
    returns7MB: action(() => Promise.resolve({ text: 'a'.repeat(7_000_000) })),
    returns21MB: action(() => Promise.resolve({ text: 'a'.repeat(LIMITS.outputCharacters) })),
    returnsWideText: action(() => Promise.resolve({ text: '語'.repeat(3_000_000) })),
    caches: action(async (z) => {
      await z.cache.set('key', ['a'], 60);
      return { cached: (await z.cache.get('key')) as unknown, other: (await z.cache.get('other')) as unknown };
    }),
  },
});

const create = (key: string, inputData = {}) => platform.run(`creates.${key}.operation.perform`, { inputData });

beforeAll(async () => {
  standIn = await startStandIn({ clock: 'manual' });
  platform = await startPlatform(app, standIn);
});
afterAll(async () => {
  await platform.close();
  await standIn.close();
});

describe('The emulated platform', () => {
  it('kills a run after 30 seconds', async () => {
    const clock = virtualClock({ settle: 'events' });
    const restore = onVirtualTime(clock);
    try {
      const startedAt = clock.now();
      await expect(clock.during(create('hangs'))).rejects.toThrow(LimitError);
      expect(clock.now() - startedAt).toBeLessThan(LIMITS.runMs + 1_000);
    } finally {
      restore();
    }
  });

  it('refuses an input of more than 6 MB', async () => {
    await expect(create('caches', { text: 'a'.repeat(LIMITS.inputBytes) })).rejects.toThrow('Invoke payload too large');
  });

  it('passes on results of up to 20 MB', async () => {
    const { results } = await create('returns7MB');
    expect((results as { text: string }).text).toHaveLength(7_000_000);
    await expect(create('returns21MB')).rejects.toThrow('exceeds maximum allowed size');
  });

  it('refuses results that are too large in bytes and not in characters', async () => {
    await expect(create('returnsWideText')).rejects.toThrow(LimitError);
  });

  it('has a cache', async () => {
    expect((await create('caches')).results).toEqual({ cached: ['a'], other: null });
  });

  it('starts no run for what a trigger had when it was turned on, and holds more than 100 new items', async () => {
    items = 5;
    const trigger = await platform.zapTrigger('items');
    items = 105;
    expect(await trigger.poll()).toHaveLength(100);
    expect(await trigger.poll()).toEqual([]);
    items = 206;
    expect(await trigger.poll()).toEqual([]);
    expect(trigger.held).toHaveLength(101);
  });

  it('shows 250 characters of an error', () => {
    const message = 'a'.repeat(300);
    expect(shownOf(new Error(JSON.stringify({ message })))).toHaveLength(250);
    expect(shownOf(new Error('Plain.'))).toBe('Plain.');
  });
});
