import { memoryInUse } from './memory.ts';
import type { Run } from './rows.ts';
import { torture, type TortureResult } from './torture.ts';

/** A run's result as it passes from a process to another. */
export type Measured = Omit<TortureResult, 'finals'> & {
  /** By how much memory grew, MB. */
  readonly grownMb: number;
  /** How long it took. */
  readonly seconds: number;
};

/** By how much memory may grow, with the words that were reported and a full buffer, MB; the hour itself has 55. */
const MOST_MEMORY = 32;

const BUFFER_MS = 180_000;

const MINUTES_BETWEEN_LOOKS = 5;

export async function measured(run: Run, minutes: number, seed: number): Promise<Measured> {
  const began = performance.now();
  let before: number | undefined;
  let grownMb = 0;
  const onMinute = (minute: number): void => {
    if (minute % MINUTES_BETWEEN_LOOKS !== 0) return;
    const now = memoryInUse();
    before ??= now;
    grownMb = Math.max(grownMb, (now - before) / 2 ** 20);
  };
  const { finals: _, ...result } = await torture({ ...run, minutes, seed, onMinute });
  return { ...result, grownMb, seconds: (performance.now() - began) / 1000 };
}

/** What went wrong in one run; nothing where all is well. */
export const faultsOf = ({ bufferMs = BUFFER_MS }: Run, result: Measured): string[] =>
  [
    result.duplicated > 0 && `${result.duplicated} words reported twice`,
    result.lost > 0 && `${result.lost} words lost, ${result.unreported} of them without any gap`,
    result.misplaced > 0 && `${result.misplaced} words at the wrong time`,
    result.disordered > 0 && `${result.disordered} words or turns out of order`,
    result.muddled > 0 && `${result.muddled} turns whose text is not that of their words`,
    result.needlessGaps > 0 && `${result.needlessGaps} gaps that need not have been`,
    result.mostHeldMs > bufferMs + 1000 && `${(result.mostHeldMs / 1000).toFixed(1)} s of audio held`,
    result.grownMb > MOST_MEMORY && `memory grew by ${result.grownMb.toFixed(1)} MB`,
    ...result.evidence.map((line) => `  ${line}`),
  ].filter((line) => line !== false);
