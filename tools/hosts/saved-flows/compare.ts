import { isDeepStrictEqual } from 'node:util';
import type { Recorded } from './flow.ts';
import { lostIn } from './shape.ts';

/** How a saved flow ends with the current packages. */
export type Outcome = Recorded | { readonly error: string };

/** Why a saved flow is broken, as sentences; none if it does what it did. */
export function breaks(recorded: Recorded, outcome: Outcome): readonly string[] {
  if ('error' in outcome) return [`It fails: ${outcome.error}`];
  const { requests, output } = outcome;
  const found: string[] = [];
  for (let at = 0; at < Math.max(requests.length, recorded.requests.length); at++) {
    const [was, is] = [recorded.requests[at], requests[at]];
    if (!isDeepStrictEqual(was, is)) found.push(`Request ${at + 1} was ${textOf(was)} and is ${textOf(is)}`);
  }
  return [...found, ...lostIn(recorded.output, output).map((line) => `The output has no ${line}`)];
}

const textOf = (request: unknown): string => JSON.stringify(request) ?? 'not sent';
