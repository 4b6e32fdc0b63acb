import type { HeardWord, Hearing } from './listener.ts';
import type { TurnState } from './messages.ts';
import type { SessionParams } from './params.ts';

/** Least speech in a turn, ms. Contract: `streaming.md` section 8. */
const LEAST_SPEECH_MS = 80;

/**
 * Whether the turn has ended, by either way of the contract (`streaming.md` section 8): surely over and quiet for a
 * short while, or quiet for long. Neither ends a turn whose last word may still change.
 */
export function isOver({ words, silenceMs, endConfidence }: Hearing, params: SessionParams): boolean {
  const last = words.at(-1);
  if (last === undefined || !last.isFinal) return false;
  const speechMs = words.reduce((sum, { start, end }) => sum + end - start, 0);
  if (speechMs < LEAST_SPEECH_MS) return false;
  const isSure = endConfidence > params.endConfidence && silenceMs >= params.minSilenceMs;
  return isSure || silenceMs >= params.maxSilenceMs;
}

/** Numbers turns, and reports each change once. */
export interface Turns {
  /** Updates the current turn. */
  update(hearing: Hearing): void;
  /** Ends the turn. Does nothing if the turn has no words. */
  end(hearing: Hearing, formatted: boolean): void;
}

export function createTurns(tell: (turn: TurnState) => void): Turns {
  let order = 0;
  let shown = '';

  return {
    update({ words, endConfidence }) {
      const last = words.at(-1);
      if (last === undefined) return;
      // Final words do not change, so only the end of the list can be new.
      const state = `${words.length} ${last.text} ${last.isFinal}`;
      if (state === shown) return;
      shown = state;
      tell({ order, words, confidence: endConfidence, isEnd: false, isFormatted: false });
    },
    end({ words, endConfidence }, formatted) {
      shown = '';
      if (words.length === 0) return;
      const final: HeardWord[] = words.map((word) => ({ ...word, isFinal: true }));
      const turn = { order: order++, words: final, confidence: endConfidence, isEnd: true };
      tell({ ...turn, isFormatted: false });
      if (formatted) tell({ ...turn, isFormatted: true });
    },
  };
}
