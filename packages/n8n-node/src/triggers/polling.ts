import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { problemOf } from '../errors.ts';
import { type AnyEvent, isDeletedError } from '../core.ts';
import { contextOf, itemOf } from './event.ts';
import { seenIn } from './seen.ts';

/**
 * Transcripts that are new since the last poll, oldest first. The first poll only stores the existing IDs. A manual poll
 * returns the newest transcript even if it was emitted before. Transcripts deleted before they are read are skipped.
 *
 * @throws NodeApiError, NodeOperationError; the next poll emits what this one could not
 */
export async function poll(host: IPollFunctions, event: AnyEvent): Promise<INodeExecutionData[][] | null> {
  let secrets: readonly string[] = [];
  const find = async (): Promise<INodeExecutionData[]> => {
    const context = await contextOf(host, event);
    ({ secrets } = context);
    const found = (await event.poll?.(context)) ?? [];
    if (host.getMode() === 'manual')
      return load(
        found.slice(0, 1).map(({ id }) => id),
        context,
      );

    const seen = seenIn(host.getWorkflowStaticData('node'));
    const fresh = found
      .map(({ id }) => id)
      .filter((id) => !seen.has(id))
      .reverse();
    const items = seen.isFirst ? [] : await load(fresh, context);
    seen.keep(fresh);
    return items;
  };

  async function load(
    ids: readonly string[],
    context: Awaited<ReturnType<typeof contextOf>>,
  ): Promise<INodeExecutionData[]> {
    const results = await Promise.all(
      ids.map((transcriptId) =>
        event
          .load({ ...context, transcriptId })
          .catch((thrown: unknown) => (isDeletedError(thrown) ? undefined : Promise.reject(thrown as Error))),
      ),
    );
    return results.flatMap((result: unknown) => (result === undefined ? [] : [itemOf(host, event, result, secrets)]));
  }

  const items = await find().catch((thrown: unknown) => Promise.reject(problemOf(host.getNode(), thrown, { secrets })));
  return items.length === 0 ? null : [items];
}
