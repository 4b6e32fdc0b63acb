import { assemblyAiAuth } from '../credential.ts';
import type { TriggerContext } from '../context.ts';
import { guarded } from '../errors.ts';
import { createTrigger, TriggerStrategy } from '../host-values.ts';
import type { AnyEvent } from '../core.ts';
import { forgetSeen, keepSeen, seenIds } from './seen.ts';
import { contextOf, type EventContext } from './event.ts';
import { descriptionOf } from './description.ts';

type Trigger = ReturnType<typeof createTrigger>;

/** Most that one poll emits: the host ends a poll after a minute. The next polls emit the rest. */
const AT_MOST = 200;

/** How many are shown when a person tests the trigger. */
const SHOWN = 5;

/** An event that the host polls for. What happened before the flow was switched on is not emitted. */
export const pollingTrigger = (event: AnyEvent): Trigger =>
  createTrigger({
    ...descriptionOf(event),
    auth: assemblyAiAuth,
    type: TriggerStrategy.POLLING,
    onEnable: guarded((context: TriggerContext) => markSeen(context, event)),
    onDisable: guarded(({ store }: TriggerContext) => forgetSeen(store)),
    run: guarded((context: TriggerContext) => emitNew(context, event)),
    test: guarded(async (context: TriggerContext) => {
      const { client, input, load } = contextOf(context, event);
      const found = (await event.poll?.({ client, input })) ?? [];
      return load(found.slice(0, SHOWN).map(({ id }) => id));
    }),
  });

async function markSeen(context: TriggerContext, event: AnyEvent): Promise<void> {
  await keepSeen(context.store, await idsIn(contextOf(context, event), event, new Set()));
}

async function emitNew(context: TriggerContext, event: AnyEvent): Promise<unknown[]> {
  const seen = await seenIds(context.store);
  if (seen === undefined) {
    await markSeen(context, event);
    return [];
  }
  const setUp = contextOf(context, event);
  const known = new Set(seen);
  const found = await idsIn(setUp, event, known);
  const fresh = found.filter((id) => !known.has(id)).slice(0, AT_MOST);
  const items = await setUp.load(fresh);
  await keepSeen(context.store, [...seen, ...fresh]);
  return items;
}

/** The ids of what the service lists, oldest first. */
async function idsIn({ client, input }: EventContext, event: AnyEvent, known: ReadonlySet<string>): Promise<string[]> {
  const found = (await event.poll?.({ client, input, isKnown: (id) => known.has(id) })) ?? [];
  return found.map(({ id }) => id).reverse();
}
