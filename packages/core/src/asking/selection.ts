import { type Line, tokensOf } from './lines.ts';

/** Lines to add before and after each match: an answer follows its question, and explains itself. */
const BEFORE = 1;
const AFTER = 2;

/** Scores each line against a question; 0 means no match. */
export type Scores = (question: string) => Promise<readonly number[]>;

/** Positions with a positive score, best first. */
const ranked = (scores: readonly number[]): number[] =>
  scores
    .map((score, at) => ({ score, at }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .map(({ at }) => at);

/**
 * The lines that match best, with their neighbors, in their original order. Empty if none matches. The best one is returned
 * even if it exceeds the budget.
 *
 * @param budget in tokens
 */
export function bestLines(lines: readonly Line[], scores: readonly number[], budget: number): Line[] {
  const chosen = new Set<number>();
  let left = budget;
  const take = (at: number): boolean => {
    const line = lines[at];
    if (line === undefined || chosen.has(at)) return true;
    const tokens = tokensOf(line);
    if (tokens > left && chosen.size > 0) return false;
    chosen.add(at);
    left -= tokens;
    return true;
  };
  for (const hit of ranked(scores)) {
    if (!take(hit)) break;
    const { transcriptId } = lines[hit]!;
    for (let at = hit - BEFORE; at <= hit + AFTER; at++) if (lines[at]?.transcriptId === transcriptId) take(at);
  }
  return lines.filter((_, at) => chosen.has(at));
}

/** All lines, in parts of at most `budget` tokens. A part never contains two recordings. */
export function partsOf(lines: readonly Line[], budget: number): Line[][] {
  const parts: Line[][] = [];
  let left = 0;
  for (const line of lines) {
    const tokens = tokensOf(line);
    const last = parts.at(-1);
    if (last === undefined || tokens > left || last[0]!.transcriptId !== line.transcriptId) {
      parts.push([line]);
      left = budget - tokens;
    } else {
      last.push(line);
      left -= tokens;
    }
  }
  return parts;
}

/** The parts that match best, in their original order. */
export function bestParts(
  parts: readonly (readonly Line[])[],
  lines: readonly Line[],
  scores: readonly number[],
  count: number,
): (readonly Line[])[] {
  if (parts.length <= count) return [...parts];
  const scoreOf = new Map(lines.map((line, at) => [line, scores[at]!]));
  const best = parts.map((part) => Math.max(...part.map((line) => scoreOf.get(line)!)));
  const kept = new Set(
    best
      .map((score, at) => ({ score, at }))
      .sort((a, b) => b.score - a.score || a.at - b.at)
      .slice(0, count)
      .map(({ at }) => at),
  );
  return parts.filter((_, at) => kept.has(at));
}
