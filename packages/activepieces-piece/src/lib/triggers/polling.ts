import { answersOf } from '../answers.ts';
import { assemblyAiAuth } from '../auth.ts';
import { clientFor } from '../client.ts';
import { guarded } from '../errors.ts';
import { createTrigger, type Store, TriggerStrategy } from '../host-values.ts';
import { resultOf } from '../output.ts';
import { propsOf } from '../props.ts';
import { type AnyEvent, readInput } from '../suite.ts';

type Trigger = ReturnType<typeof createTrigger>;

interface Context {
  readonly auth: unknown;
  readonly propsValue: Readonly<Record<string, unknown>>;
  readonly store: Store;
}

/** What was told already. More than one look brings, so that nothing is told twice. */
const TOLD = 'told';
const KEPT = 500;

/** Shown when a person tries it out. */
const SHOWN = 5;

/** An event that the host looks for from time to time. What was there before the flow was switched on is not told. */
export const pollingTrigger = (event: AnyEvent): Trigger =>
  createTrigger({
    auth: assemblyAiAuth,
    name: event.id,
    displayName: event.label,
    description: event.help.replace(/^Happens when /, 'Triggers when '),
    aiMetadata: { description: event.help },
    props: propsOf(event) as never,
    type: TriggerStrategy.POLLING,
    sampleData: resultOf(event, event.sample),
    onEnable: guarded(async (context: Context) => {
      await context.store.put(TOLD, await idsOf(context, event));
    }) as never,
    onDisable: guarded(async (context: Context) => {
      await context.store.delete(TOLD);
    }) as never,
    run: guarded(async (context: Context) => {
      const told = (await context.store.get<string[]>(TOLD)) ?? [];
      const fresh = (await idsOf(context, event)).filter((id) => !told.includes(id)).reverse();
      const results = await loaded(context, event, fresh);
      await context.store.put(TOLD, [...told, ...fresh].slice(-KEPT));
      return results;
    }) as never,
    test: guarded(async (context: Context) =>
      loaded(context, event, (await idsOf(context, event)).slice(0, SHOWN)),
    ) as never,
  } as never) as Trigger;

async function idsOf({ auth, propsValue }: Context, event: AnyEvent): Promise<string[]> {
  const client = clientFor(auth);
  const { input } = readInput(event, answersOf(propsValue, event), { region: client.region });
  return ((await event.poll?.({ client, input })) ?? []).map(({ id }) => id);
}

async function loaded({ auth, propsValue }: Context, event: AnyEvent, ids: readonly string[]): Promise<unknown[]> {
  const client = clientFor(auth);
  const { input } = readInput(event, answersOf(propsValue, event), { region: client.region });
  const results = await Promise.all(ids.map((transcriptId) => event.load({ client, input, transcriptId })));
  return results.flatMap((result: unknown) => (result === undefined ? [] : [resultOf(event, result)]));
}
