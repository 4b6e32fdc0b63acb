import { halvesOf, identityOf } from '@aai-connectors/live-simulation';
import type { MarkedWord } from '@aai-connectors/stand-in';
import type { ReportedWord } from './reconnect-loop.ts';

/** What became of the spoken words. */
export interface Score {
  readonly spoken: number;
  readonly lost: number;
  readonly doubled: number;
  /** Reported at another time than they were spoken at. */
  readonly misplaced: number;
  /** The same, if the caller adds where in the audio it started to send on the connection. */
  readonly misplacedFromBase: number;
}

/** More than the network and the rounding of any client take, ms; the service's own errors are known. */
const TOLERANCE_MS = 250;

export function scoreOf(words: readonly MarkedWord[], reported: readonly ReportedWord[]): Score {
  const times = new Map<number, number>();
  let misplaced = 0;
  let misplacedFromBase = 0;
  for (const { confidence, startMs, baseMs } of reported) {
    const identity = identityOf(confidence);
    const halves = halvesOf(identity);
    for (const half of halves) times.set(half, (times.get(half) ?? 0) + 1);
    if (halves.length === 0) continue;
    const shift = startMs - (words[identity.first]!.start + identity.offMs);
    if (Math.abs(shift) > TOLERANCE_MS) misplaced++;
    if (Math.abs(shift + baseMs) > TOLERANCE_MS) misplacedFromBase++;
  }
  const timesOf = (at: number): readonly number[] => [times.get(2 * at) ?? 0, times.get(2 * at + 1) ?? 0];
  return {
    spoken: words.length,
    lost: words.filter((_, at) => timesOf(at).includes(0)).length,
    doubled: words.filter((_, at) => Math.max(...timesOf(at)) > 1).length,
    misplaced,
    misplacedFromBase,
  };
}
