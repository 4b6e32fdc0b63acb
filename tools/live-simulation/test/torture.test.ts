import { describe, expect, it } from 'vitest';
import { torture, type TortureOptions } from '../torture.ts';

const TEN_MINUTES: TortureOptions = { minutes: 10, cuts: 20, seed: 1, formatTurns: true, paceSlackMs: 30_000 };

const FLAWLESS = { duplicated: 0, lost: 0, misplaced: 0, disordered: 0, muddled: 0, needlessGaps: 0, evidence: [] };

describe('ten minutes of live audio', () => {
  it.each<Partial<TortureOptions> & { seed: number }>([
    { seed: 1 },
    { seed: 2, formatTurns: false },
    { seed: 11, formatTurns: false },
    { seed: 3, pings: false },
    { seed: 4, noise: true },
  ])('lose nothing to twenty cuts: %j', async (options) => {
    const result = await torture({ ...TEN_MINUTES, ...options });
    expect(result).toMatchObject({ ...FLAWLESS, broken: 20, gaps: 0 });
    expect(result.received).toBe(result.expected);
    expect(result.connections).toBeGreaterThan(20);
    expect(Math.abs(result.meanShiftMs)).toBeLessThan(40);
  });

  it.each<Partial<TortureOptions>>([{ outageMs: 240_000 }, { bufferMs: 10_000, cuts: 15, seed: 5 }])(
    'report exactly what the buffer could not hold: %j',
    async (options) => {
      const result = await torture({ ...TEN_MINUTES, cuts: 0, ...options });
      expect(result).toMatchObject(FLAWLESS);
      expect(result.gaps).toBeGreaterThan(0);
      expect(result.inGaps).toBeGreaterThan(0);
      expect(result.received + result.inGaps).toBe(result.expected);
      expect(result.mostHeldMs).toBeLessThanOrEqual((options.bufferMs ?? 180_000) + 100);
    },
  );
});
