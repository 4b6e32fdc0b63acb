import type { Prices } from './prices.ts';
import type { UsageSummary } from './types.ts';

/** Maximum transcript IDs in a bill. */
const MOST_IDS = 10;

export interface BillFacts {
  readonly summary: UsageSummary;
  readonly prices: Prices | undefined;
  readonly limit: { readonly hours?: number | undefined; readonly cost?: number | undefined };
}

/** Formats a summary as a few lines of text. */
export function billOf({ summary, prices, limit }: BillFacts): string {
  const { models, open, failed, unpriced } = summary;
  const lines = models.map(({ model, jobs, seconds, cost }) => line(model, jobs, seconds, cost));
  const total = line('Total', summary.jobs, summary.seconds, summary.cost);
  if (unpriced > 0 && prices !== undefined) lines.push(`${recordings(unpriced)} without a known price`);
  if (failed > 0) lines.push(`${recordings(failed)} failed, counted as not billed`);
  if (open.jobs > 0) {
    lines.push(line('Not finished, estimated', open.jobs, open.seconds, open.cost));
    if (open.unknown > 0) lines.push(`${recordings(open.unknown)} of these with an unknown duration`);
    if (open.transcriptIds.length > 0) lines.push(`Billed without a result: ${listed(open.transcriptIds)}`);
  }
  const limits = [
    ...(limit.hours === undefined ? [] : [inHours(limit.hours * 3600)]),
    ...(limit.cost === undefined ? [] : [money(limit.cost)]),
  ];
  if (limits.length > 0) lines.push(`Limit: ${limits.join(', ')}`);
  if (prices !== undefined) lines.push(`Prices of ${prices.asOf}: ${prices.source}`);
  return [total, ...lines].join('\n');

  function line(name: string, jobs: number, seconds: number, cost: number | undefined): string {
    const sum = cost === undefined ? '' : `, ${money(cost)}`;
    return `${name}: ${recordings(jobs)}, ${inHours(seconds)}${sum}`;
  }

  function money(amount: number): string {
    return `${amount.toFixed(amount !== 0 && amount < 1 ? 4 : 2)} ${prices?.currency ?? ''}`.trim();
  }
}

/** Formats seconds as hours. */
export const inHours = (seconds: number): string => `${trimmed(seconds / 3600)} h`;

const trimmed = (value: number): string => String(Number(value.toFixed(value < 1 ? 4 : 2)));

const recordings = (count: number): string => `${count} recording${count === 1 ? '' : 's'}`;

function listed(ids: readonly string[]): string {
  const more = ids.length > MOST_IDS ? ` and ${ids.length - MOST_IDS} more` : '';
  return `${ids.slice(0, MOST_IDS).join(', ')}${more}`;
}
