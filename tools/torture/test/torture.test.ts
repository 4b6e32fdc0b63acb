import { describe, expect, it } from 'vitest';
import { torture } from '../torture.ts';

describe('ten minutes of live audio', () => {
  it.each([1, 2, 3])('lose nothing to twenty cuts (seed %i)', async (seed) => {
    const result = await torture({ minutes: 10, cuts: 20, seed, formatTurns: seed % 2 === 0, paceSlackMs: 30_000 });
    expect(result).toMatchObject({ duplicated: 0, lost: 0, inGaps: 0, misplaced: 0, gaps: [] });
    expect(result.received).toBe(result.expected);
    expect(result.connections).toBeGreaterThan(10);
    expect(result.mostHeldMs).toBeLessThan(180_000);
  });

  it('report what nobody could save', async () => {
    const result = await torture({
      minutes: 10,
      cuts: 0,
      seed: 4,
      formatTurns: true,
      paceSlackMs: 30_000,
      outageMs: 240_000,
    });
    expect(result).toMatchObject({ duplicated: 0, lost: 0, misplaced: 0 });
    expect(result.inGaps).toBeGreaterThan(0);
    expect(result.gaps).toHaveLength(1);
    expect(result.mostHeldMs).toBeLessThanOrEqual(180_100);
  });
});
