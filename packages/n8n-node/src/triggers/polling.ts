import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { problemOf } from '../errors.ts';
import type { AnyEvent } from '../core.ts';
import { contextOf, itemOf } from './event.ts';
import { toldIn } from './seen.ts';

/**
 * What is new since the last look, oldest first. The first look only takes note of what is there; a look by hand shows
 * the newest, whether it was told or not.
 *
 * @throws NodeApiError, NodeOperationError; what was not told yet is then told by the next look.
 */
export async function poll(host: IPollFunctions, event: AnyEvent): Promise<INodeExecutionData[][] | null> {
  const look = async (): Promise<INodeExecutionData[]> => {
    const context = await contextOf(host, event);
    const found = (await event.poll?.(context)) ?? [];
    if (host.getMode() === 'manual')
      return load(
        found.slice(0, 1).map(({ id }) => id),
        context,
      );

    const told = toldIn(host.getWorkflowStaticData('node'));
    const fresh = found
      .map(({ id }) => id)
      .filter((id) => !told.has(id))
      .reverse();
    const items = told.isFirst ? [] : await load(fresh, context);
    for (const id of fresh) told.add(id);
    if (told.isFirst) host.getWorkflowStaticData('node')['told'] ??= [];
    return items;
  };

  async function load(
    ids: readonly string[],
    context: Awaited<ReturnType<typeof contextOf>>,
  ): Promise<INodeExecutionData[]> {
    const results = await Promise.all(ids.map((transcriptId) => event.load({ ...context, transcriptId })));
    return results.flatMap((result: unknown) => (result === undefined ? [] : [itemOf(host, event, result)]));
  }

  const items = await look().catch((thrown: unknown) => Promise.reject(problemOf(host.getNode(), thrown)));
  return items.length === 0 ? null : [items];
}
