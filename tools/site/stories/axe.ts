import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** A rule of accessibility that a page breaks. */
export interface Violation {
  readonly id: string;
  readonly impact: string;
  /** How many elements break it. */
  readonly count: number;
  /** HTML of the first one. */
  readonly example: string;
}

/** Characters of an example. */
const EXAMPLE_LENGTH = 120;

/** What axe finds on a page as it is shown. Runs in the page itself: its content security policy does not apply. */
export async function violationsOf(page: Page): Promise<readonly Violation[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
  return violations.map(({ id, impact, nodes }) => ({
    id,
    impact: impact ?? '',
    count: nodes.length,
    example: nodes[0]?.html.slice(0, EXAMPLE_LENGTH) ?? '',
  }));
}

export const seriousIn = <T extends Violation>(violations: readonly T[]): readonly T[] =>
  violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
