/** Stops the program before anything is started, with exit code 2. The message says why. */
export class Refusal extends Error {}

/** Most problems to list. */
const MOST = 10;

/**
 * @param problems one sentence each
 * @param what heading of the list, without the colon
 * @throws Refusal if there are any
 */
export function refuseFor(problems: readonly string[], what: string): void {
  if (problems.length === 0) return;
  if (problems.length === 1) throw new Refusal(problems[0]);
  const more = problems.length > MOST ? [`... and ${problems.length - MOST} more`] : [];
  throw new Refusal([`${what}:`, ...problems.slice(0, MOST), ...more].join('\n  '));
}
