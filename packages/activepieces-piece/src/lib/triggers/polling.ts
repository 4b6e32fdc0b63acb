import { assemblyAiAuth } from '../credential.ts';
import type { TriggerContext } from '../context.ts';
import { guarded } from '../errors.ts';
import { createTrigger, TriggerStrategy } from '../host-values.ts';
import type { AnyEvent } from '../core.ts';
import { forgetTold, keepTold, toldIn } from './seen.ts';
import { type Task, taskOf } from './event.ts';
import { wordsOf } from './description.ts';

type Trigger = ReturnType<typeof createTrigger>;

/** Told by one look at most: the host ends a look after a minute. The rest is told by the next ones. */
const AT_MOST = 200;

/** Shown when a person tries it out. */
const SHOWN = 5;

/** An event that the host looks for from time to time. What was there before the flow was switched on is not told. */
export const pollingTrigger = (event: AnyEvent): Trigger =>
  createTrigger({
    ...wordsOf(event),
    auth: assemblyAiAuth,
    type: TriggerStrategy.POLLING,
    onEnable: guarded((context: TriggerContext) => takeNote(context, event)),
    onDisable: guarded(({ store }: TriggerContext) => forgetTold(store)),
    run: guarded((context: TriggerContext) => tell(context, event)),
    test: guarded(async (context: TriggerContext) => {
      const { client, input, load } = taskOf(context, event);
      const found = (await event.poll?.({ client, input })) ?? [];
      return load(found.slice(0, SHOWN).map(({ id }) => id));
    }),
  });

async function takeNote(context: TriggerContext, event: AnyEvent): Promise<void> {
  await keepTold(context.store, await idsIn(taskOf(context, event), event, new Set()));
}

async function tell(context: TriggerContext, event: AnyEvent): Promise<unknown[]> {
  const told = await toldIn(context.store);
  if (told === undefined) {
    await takeNote(context, event);
    return [];
  }
  const task = taskOf(context, event);
  const known = new Set(told);
  const found = await idsIn(task, event, known);
  const fresh = found.filter((id) => !known.has(id)).slice(0, AT_MOST);
  const items = await task.load(fresh);
  await keepTold(context.store, [...told, ...fresh]);
  return items;
}

/** What there is, oldest first. */
async function idsIn({ client, input }: Task, event: AnyEvent, known: ReadonlySet<string>): Promise<string[]> {
  const found = (await event.poll?.({ client, input, isKnown: (id) => known.has(id) })) ?? [];
  return found.map(({ id }) => id).reverse();
}
