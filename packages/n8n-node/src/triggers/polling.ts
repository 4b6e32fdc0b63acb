import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { problemOf } from '../errors.ts';
import { checkFeed, type AnyEvent, type Feed, isDeletedError } from '../core.ts';
import { contextOf, itemOf } from './event.ts';
import { keepProgress, progressIn } from './progress.ts';

/** Time for one poll, in milliseconds, if n8n sets no limit. */
const BUDGET_MS = 4 * 60_000;

/** Part of the time limit after which a poll loads nothing more, so that the last requests can end. */
const LOADING_SHARE = 0.8;

/** Static data of the polls in progress. n8n starts a poll on schedule even if the last one still runs. */
const polling = new WeakSet<object>();

/**
 * Transcripts that are new since the last poll, oldest first. The first poll only stores what exists. A manual poll returns
 * the newest transcript even if it was emitted before. Transcripts deleted before they are read are skipped. Transcripts
 * that could not be read, or that are too many for one poll, are emitted by later polls.
 *
 * @throws NodeApiError, NodeOperationError if nothing could be read
 */
export async function poll(host: IPollFunctions, event: AnyEvent): Promise<INodeExecutionData[][] | null> {
  let secrets: readonly string[] = [];
  const work = host.getMode() === 'manual' ? newest : fresh;
  const items = await work().catch((thrown: unknown) => Promise.reject(problemOf(host.getNode(), thrown, { secrets })));
  return items.length === 0 ? null : [[...items]];

  async function fresh(): Promise<readonly INodeExecutionData[]> {
    const memory = host.getWorkflowStaticData('node');
    if (polling.has(memory)) return [];
    polling.add(memory);
    try {
      const until = Date.now() + LOADING_SHARE * (host.getPollBudgetMs?.() ?? BUDGET_MS);
      const context = await contextOf(host, event);
      ({ secrets } = context);
      const { items, state, failures } = await checkFeed(event as Feed, context, progressIn(memory), {
        take: (record) => itemOf(host, event, record, context.secrets),
        hasTime: () => Date.now() < until,
      });
      if (items.length === 0 && failures.length > 0) throw failures[0];
      keepProgress(memory, state);
      return items;
    } finally {
      polling.delete(memory);
    }
  }

  async function newest(): Promise<readonly INodeExecutionData[]> {
    const context = await contextOf(host, event);
    ({ secrets } = context);
    for (const { id: transcriptId } of (await event.poll?.(context)) ?? []) {
      const record = await event
        .load({ ...context, transcriptId })
        .catch((thrown: unknown) => (isDeletedError(thrown) ? undefined : Promise.reject(thrown as Error)));
      if (record !== undefined) return [itemOf(host, event, record, secrets)];
    }
    return [];
  }
}
