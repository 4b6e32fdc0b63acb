import { assemblyAiAuth } from '../credential.ts';
import type { TriggerContext } from '../context.ts';
import { guarded } from '../errors.ts';
import { createTrigger, TriggerStrategy } from '../host-values.ts';
import type { AnyEvent } from '../core.ts';
import { forgetSeen, keepSeen, seenIds } from './seen.ts';
import { contextOf, type EventContext } from './event.ts';
import { descriptionOf } from './description.ts';

type Trigger = ReturnType<typeof createTrigger>;

/** Maximum number of items per poll, because the platform stops a poll after a minute. Later polls emit the rest. */
const MAX_ITEMS = 200;

/** Number of items in a test of the trigger. */
const TEST_ITEMS = 5;

/** A polling trigger. It emits only transcripts that finish after the flow is enabled. */
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
      return load(found.slice(0, TEST_ITEMS).map(({ id }) => id));
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
  const configured = contextOf(context, event);
  const known = new Set(seen);
  const found = await idsIn(configured, event, known);
  const fresh = found.filter((id) => !known.has(id)).slice(0, MAX_ITEMS);
  const items = await configured.load(fresh);
  await keepSeen(context.store, [...seen, ...fresh]);
  return items;
}

/** IDs of the transcripts that the service lists, oldest first. */
async function idsIn({ client, input }: EventContext, event: AnyEvent, known: ReadonlySet<string>): Promise<string[]> {
  const found = (await event.poll?.({ client, input, isKnown: (id) => known.has(id) })) ?? [];
  return found.map(({ id }) => id).reverse();
}
