/** Why nothing was started, in sentences to read. The program ends with exit code 2. */
export class Refusal extends Error {}

/** Most problems that are listed. */
const MOST = 10;

/**
 * @param problems one sentence each
 * @param what what they are problems of, and how many were looked at
 * @throws Refusal if there are any
 */
export function refuseFor(problems: readonly string[], what: string): void {
  if (problems.length === 0) return;
  if (problems.length === 1) throw new Refusal(problems[0]);
  const more = problems.length > MOST ? [`... and ${problems.length - MOST} more`] : [];
  throw new Refusal([`${what}:`, ...problems.slice(0, MOST), ...more].join('\n  '));
}
