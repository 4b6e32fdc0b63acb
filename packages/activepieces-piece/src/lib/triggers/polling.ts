import { assemblyAiAuth } from '../credential.ts';
import type { TriggerContext } from '../context.ts';
import { guarded } from '../errors.ts';
import { createTrigger, TriggerStrategy } from '../host-values.ts';
import { type AnyEvent, serviceTimeMs } from '../core.ts';
import { keepSeen, keepSince, seenIds, sinceTime } from './seen.ts';
import { contextOf, type EventContext } from './event.ts';
import { descriptionOf } from './description.ts';

type Trigger = ReturnType<typeof createTrigger>;

/** Maximum number of items per poll, because the platform stops a poll after a minute. Later polls emit the rest. */
const MAX_ITEMS = 200;

/** Number of items in a test of the trigger. */
const TEST_ITEMS = 5;

/** A transcript that the service lists. */
type Listed = Awaited<ReturnType<NonNullable<AnyEvent['poll']>>>[number];

/**
 * A polling trigger. It emits only transcripts that finish after the flow was first enabled. Disabling keeps the state, so
 * that the first poll after enabling emits what has finished in between: publishing a new version disables and enables.
 */
export const pollingTrigger = (event: AnyEvent): Trigger =>
  createTrigger({
    ...descriptionOf(event),
    auth: assemblyAiAuth,
    type: TriggerStrategy.POLLING,
    onEnable: guarded(async (context: TriggerContext) => {
      if ((await sinceTime(context.store)) === undefined) await markSeen(context, event);
    }),
    onDisable: () => Promise.resolve(),
    run: guarded((context: TriggerContext) => emitNew(context, event)),
    test: guarded(async (context: TriggerContext) => {
      const { client, input, load } = contextOf(context, event);
      const found = (await event.poll?.({ client, input })) ?? [];
      return load(found.slice(0, TEST_ITEMS).map(({ id }) => id));
    }),
  });

async function markSeen(context: TriggerContext, event: AnyEvent): Promise<void> {
  const { store } = context;
  const found = await listed(contextOf(context, event), event, new Set());
  await keepSeen(store, idsOf(found));
  await keepSince(store, newestOf(found, 0));
}

async function emitNew(context: TriggerContext, event: AnyEvent): Promise<unknown[]> {
  const { store } = context;
  const seen = await seenIds(store);
  if (seen === undefined) {
    await markSeen(context, event);
    return [];
  }
  const since = (await sinceTime(store)) ?? 0;
  const configured = contextOf(context, event);
  const known = new Set(seen);
  const found = await listed(configured, event, known);
  const unseen = found.filter(({ id }) => !known.has(id));
  const fresh = unseen.filter((one) => isSince(one, since));
  const emitted = fresh.slice(0, MAX_ITEMS);
  const items = await configured.load(idsOf(emitted));
  // Old ones are stored too, so that the next poll reads fewer pages.
  const old = unseen.filter((one) => !fresh.includes(one));
  await keepSeen(store, [...seen, ...idsOf(old), ...idsOf(emitted)]);
  if (emitted.length === fresh.length) await keepSince(store, newestOf(found, since));
  return items;
}

const idsOf = (list: readonly Listed[]): string[] => list.map(({ id }) => id);

/** Transcripts that the service lists, oldest first. */
async function listed({ client, input }: EventContext, event: AnyEvent, known: ReadonlySet<string>): Promise<Listed[]> {
  const found = (await event.poll?.({ client, input, isKnown: (id) => known.has(id) })) ?? [];
  return [...found].reverse();
}

/** Milliseconds by which the service may list a transcript late. */
const LATE_MS = 10 * 60_000;

/** Milliseconds that a transcription takes at most. The list does not say when a transcription has failed. */
const LONGEST_JOB_MS = 24 * 3_600_000;

/** Whether a transcript has finished since this time. Without the stored time, all others of a new account would be new. */
const isSince = ({ completed, created }: Listed, since: number): boolean =>
  completed === null ? timeOf(created) >= since - LONGEST_JOB_MS : timeOf(completed) >= since - LATE_MS;

/** A time that cannot be read counts as new. */
function timeOf(text: string): number {
  const time = serviceTimeMs(text);
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
}

/** The newest time at which one of these has finished, or `otherwise`, whichever is later. */
const newestOf = (found: readonly Listed[], otherwise: number): number =>
  found
    .map(({ completed, created }) => timeOf(completed ?? created))
    .filter((time) => Number.isFinite(time))
    .reduce((newest, time) => Math.max(newest, time), otherwise);
