import { describe, expect, it } from 'vitest';
import { leakIn, shownOf } from '../leaks/detect.ts';
import { SPELLINGS } from '../leaks/echoes.ts';
import { anyKey } from '../leaks/keys.ts';
import { FINE, type Part } from '../part.ts';
import { PARTS, partsOf } from '../parts.ts';
import { createRandom } from '../random.ts';
import { runPart } from '../run.ts';

/** Cases that take seconds; `npm run -s fuzz` runs them all. */
const RUNS: Readonly<Record<string, number>> = {
  'leaks/rest': 300,
  'leaks/streaming': 100,
  'leaks/n8n': 12,
  'leaks/zapier': 12,
  'leaks/activepieces': 12,
  'leaks/langchain': 60,
  'formats/odd': 1_500,
  'formats/large': 30,
  'hostile/answers': 53,
  'jobs/submit': 400,
  'webhooks/core': 100,
  'webhooks/n8n': 2,
  'webhooks/activepieces': 2,
  'webhooks/zapier': 2,
};

describe('nothing fails in a small run', () => {
  it.each(PARTS.map((part) => [part.label, part] as const))(
    '%s',
    async (_, part) => {
      const { failures } = await runPart(part, { seed: 16, runs: RUNS[part.id] ?? 1 });
      expect(failures).toEqual([]);
    },
    120_000,
  );

  it('has a small run of each part', () => {
    expect(Object.keys(RUNS).sort()).toEqual(PARTS.map(({ id }) => id).sort());
  });
});

describe('the harness', () => {
  const part = (run: (choice: number, index: number) => Promise<string[]>): Part => ({
    id: 'a/b',
    label: 'A part',
    cases: 3,
    open: () =>
      Promise.resolve({
        run: async (random, index) => ({ failures: await run(random.int(0, 1e9), index), counts: { seen: 1 } }),
      }),
  });

  it('repeats a case alone, by its seed and number', async () => {
    const drawn: number[][] = [];
    const drawing = part((choice, index) => {
      drawn.push([choice, index]);
      return Promise.resolve([]);
    });
    await runPart(drawing, { seed: 1 });
    await runPart(drawing, { seed: 1, only: 1 });
    await runPart(drawing, { seed: 2, only: 1 });
    expect(drawn[3]).toEqual(drawn[1]);
    expect(drawn[4]).not.toEqual(drawn[1]);
  });

  it('reports what a case says, what it throws, and what nobody waits for', async () => {
    const failing = part(async (_, index) => {
      if (index === 0) return ['said'];
      throw new Error('thrown');
    });
    const report = await runPart(failing, { seed: 1, runs: 2 });
    expect(report.failures).toEqual([
      { case: 0, what: 'said' },
      { case: 1, what: 'the harness: Error: thrown' },
    ]);
    expect(report.counts).toEqual({ seen: 1 });
    expect(FINE.failures).toEqual([]);
  });

  it('chooses areas and parts by their names', () => {
    expect(partsOf(undefined)).toBe(PARTS);
    expect(partsOf('formats').map(({ id }) => id)).toEqual(['formats/odd', 'formats/large']);
    expect(partsOf('leaks/rest')).toHaveLength(1);
    expect(partsOf('leak')).toEqual([]);
  });
});

describe('a leak is found', () => {
  it.each(Object.keys(SPELLINGS))('in the spelling: %s', (spelling) => {
    const random = createRandom(spelling);
    for (let count = 0; count < 200; count++) {
      const key = anyKey(random);
      const said = SPELLINGS[spelling]!(key.key, random);
      expect(leakIn(`The token ${said} is invalid.`, key)).toBeDefined();
      expect(leakIn('The token [redacted] is invalid.', key)).toBeUndefined();
    }
  });

  it('in every member, cause and list of an error', () => {
    const key = { key: 'k'.repeat(4) + '0123456789abcdef', core: '0123456789abcdef' };
    const errors = [
      new Error(key.key),
      Object.assign(new Error('x'), { hint: key.key }),
      new Error('x', { cause: new Error('y', { cause: { headers: { a: key.key } } }) }),
      new AggregateError([new Error(key.key)], 'x'),
      { [key.key]: 1 },
      key.key.slice(0, 16),
    ];
    for (const error of errors) expect(leakIn(shownOf(error), key)).toBeDefined();
  });
});
