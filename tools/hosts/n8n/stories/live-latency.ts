import { itemsOnceEnded } from './live-items.ts';
import type { Steps } from './latency.ts';
import { callMany, streamsOf } from './many-calls.ts';
import { expectThat } from './seen.ts';
import type { Stage } from './stage.ts';

/** Milliseconds that the stand-in takes for a turn and its formatted copy, as the service does. */
const SERVICE_MS = 350;

export const WHOLE = 'from the end of the sound to the execution';

/** Makes the calls, and takes the times of their turns. */
export async function stepsOf(stage: Stage, workflowId: string, count: number, line: string): Promise<Steps> {
  const calls = await callMany(stage, count, line);
  const items = await itemsOnceEnded(stage, workflowId, streamsOf(count), { count, limitMs: 120_000 });
  const turns = items.filter(({ json }) => json['type'] === 'turn');
  expectThat(turns.length === calls.turns, `${calls.turns} turns, not ${turns.length}`);
  expectThat(
    items.every(({ json }) => json['type'] !== 'gap'),
    'no gap',
  );
  const sessionOf = new Map(
    items.flatMap(({ json, of }) =>
      json['type'] === 'end' ? [[of, (json['session_ids'] as string[])[0]] as const] : [],
    ),
  );
  // Sessions are opened in the order of this list.
  const ids = stage.busy
    .sessions()
    .filter(({ auth }) => auth !== 'none')
    .map(({ id }) => id);
  const times = turns.map(({ json, at, of }) => {
    const order = Number(json['order']);
    const { soundAt, endedAt } = stage.busyListener.sessions[ids.indexOf(sessionOf.get(of)!)]![order]!;
    const spokenAt = calls.spokenAt(of, order);
    const emittedAt = Date.parse(String(json['emitted_at']));
    return { spokenAt, soundAt, endedAt, emittedAt, startedAt: at };
  });
  const step = (ms: (time: (typeof times)[number]) => number): readonly number[] => times.map(ms);
  return {
    'bare ws client, whole': calls.bare,
    [WHOLE]: step(({ spokenAt, startedAt }) => startedAt - spokenAt),
    'bridge, trigger, session: sound reaches the service': step(({ spokenAt, soundAt }) => soundAt - spokenAt),
    'service: silence that ends the turn': step(({ soundAt, endedAt }) => endedAt - soundAt),
    'service: recognition and formatting (set)': step(() => SERVICE_MS),
    'trigger: message to item': step(({ endedAt, emittedAt }) => emittedAt - endedAt - SERVICE_MS),
    'n8n: item to the node after the trigger': step(({ emittedAt, startedAt }) => startedAt - emittedAt),
  };
}
