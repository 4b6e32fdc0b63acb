import { hasUnspacedScript } from '../../formats/text.ts';

/** Maximum tokens of an answer by default. */
export const MAX_TOKENS = 4_000;

/** Answers stay this far below the maximum, because tokenizers differ. */
const HEADROOM = 0.9;

/** The tokens that an answer may use, by {@link tokensAtMost}. */
export const budgetOf = (maxTokens: number): number => Math.floor(maxTokens * HEADROOM);

const PIECES = /\p{L}[\p{L}\p{M}]*| ?\p{N}+|\n+|[^\s\p{L}\p{N}]/gu;

/**
 * Estimates how many tokens a text takes at most. Higher than `estimateTokens`, and counts what answers are full of: a time
 * such as `[12:34]` takes five tokens, not two.
 */
export function tokensAtMost(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(PIECES)) tokens += tokensOfPiece(piece);
  return tokens;
}

function tokensOfPiece(piece: string): number {
  const { length } = piece;
  // A number has a token for every three digits, and another one for the space before it.
  if (piece.startsWith(' ')) return 1 + Math.ceil((length - 1) / 3);
  if (/^\p{N}/u.test(piece)) return Math.ceil(length / 3);
  // English words are mostly one token, the longest ones three.
  if (/^[a-z]+$/i.test(piece)) return length <= 6 ? 1 : 1 + Math.ceil((length - 6) / 3);
  if (!/^\p{L}/u.test(piece)) return 1;
  if (hasUnspacedScript(piece)) return Math.ceil(length * 1.3);
  return /^\p{Script=Latin}+$/u.test(piece) ? Math.ceil(length / 2.5) : Math.ceil(length / 1.5);
}

/** The number of lines, from the first one, that fit into `budget` tokens. At least one. */
export function linesThatFit(lines: readonly string[], budget: number): number {
  let left = budget;
  const end = lines.findIndex((line, at) => {
    left -= tokensAtMost(line) + 1;
    return left < 0 && at > 0;
  });
  return end < 0 ? lines.length : end;
}

/** Cuts a text that is too long at the end of a line or word, with a note. */
export function cutToFit(text: string, budget: number): string {
  if (tokensAtMost(text) <= budget) return text;
  const note = '\n… (cut because the answer is too long)';
  let room = budget - tokensAtMost(note);
  let end = 0;
  for (const { 0: piece, index } of text.matchAll(PIECES)) {
    room -= tokensOfPiece(piece);
    if (room < 0) break;
    end = index + piece.length;
  }
  return `${text.slice(0, end).trimEnd()}${note}`;
}
