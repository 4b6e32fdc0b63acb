import { createClient } from '@aai-connectors/core/web';
import { isVirtual, type StandIn, startStandIn } from '@aai-connectors/stand-in';
import type { Bench, Part, Verdict } from '../part.ts';
import type { Random } from '../random.ts';
import { forged, genuine } from './deliveries.ts';
import { activepiecesTrigger, n8nTrigger, type TriggerDoor, zapierResume } from './doors.ts';

/** Deliveries in a flood. */
const FLOOD = 50;

/** Looks at the service that a flood of made-up ids may cost at once, and how many more each second. */
const MOST_LOOKS = 20;
const LOOKS_PER_SECOND = 10;

const AUDIO = 'https://assembly.ai/wildfires.mp3';

/** A stand-in whose time stands still, and finished transcripts on it. */
async function openService(): Promise<{ readonly standIn: StandIn; finished(): Promise<string> }> {
  const standIn = await startStandIn({ clock: 'manual' });
  const { clock } = standIn;
  if (!isVirtual(clock)) throw new Error('The clock must stand still.');
  const client = createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts });
  return {
    standIn,
    async finished() {
      const { id } = await client.transcripts.submit({ audio_url: AUDIO });
      await clock.advance(60_000);
      return id;
    },
  };
}

const part = (id: string, label: string, cases: number, open: (standIn: StandIn) => Promise<TriggerDoor>): Part => ({
  id: `webhooks/${id}`,
  label: `Webhook floods: ${label}`,
  cases,
  async open(): Promise<Bench> {
    const { standIn, finished } = await openService();
    const door = await open(standIn);
    return {
      run: (random) => flood(random, door, standIn, finished),
      async close() {
        await door.close();
        await standIn.close();
      },
    };
  },
});

async function flood(
  random: Random,
  door: TriggerDoor,
  standIn: StandIn,
  finished: () => Promise<string>,
): Promise<Verdict> {
  const id = await finished();
  const secret = random.text('0123456789abcdef', 32);
  const failures: string[] = [];
  const all = async (deliveries: readonly (() => Promise<number>)[]): Promise<number> => {
    const ends = await Promise.allSettled(deliveries.map((deliver) => deliver()));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed !== undefined) failures.push(`a failed run: ${String(failed.reason).slice(0, 200)}`);
    return ends.reduce((sum, end) => sum + (end.status === 'fulfilled' ? end.value : 0), 0);
  };
  const before = standIn.requests().length;
  const looks = (): number => standIn.requests().length - before;

  const started = await all(
    Array.from({ length: FLOOD }, () => {
      const delivery = forged(random, id);
      return () => door.call(delivery, secret);
    }),
  );
  if (started > 0) failures.push(`${started} of ${FLOOD} forged deliveries started a workflow`);
  if (looks() > 0) failures.push(`${looks()} looks for deliveries without the secret`);

  const seen = looks();
  const invented = Array.from({ length: FLOOD }, (_, at) => `made-up-${random.int(0, 1e9)}-${at}`);
  const startedAt = performance.now();
  const woken = await all(invented.map((one) => () => door.call(genuine(one, ''), '')));
  if (woken > 0) failures.push(`${woken} made-up ids started a workflow`);
  const mostLooks = MOST_LOOKS + Math.ceil(((performance.now() - startedAt) / 1000) * LOOKS_PER_SECOND);
  if (looks() - seen > mostLooks) failures.push(`${looks() - seen} looks for ${FLOOD} made-up ids`);

  const starts = await all(Array.from({ length: FLOOD }, () => () => door.call(genuine(id, secret), secret)));
  if (starts !== 1) failures.push(`${FLOOD} equal deliveries started ${starts} workflows`);
  const again = await door.call(genuine(id, secret), secret);
  if (again !== 0) failures.push('a later repeat started another workflow');
  return { failures };
}

const zapier: Part = {
  id: 'webhooks/zapier',
  label: 'Webhook floods: Zapier',
  cases: 40,
  async open(): Promise<Bench> {
    const { standIn, finished } = await openService();
    const door = await zapierResume(standIn);
    return {
      async run(random) {
        const id = await finished();
        const delivery = random.chance(0.8) ? forged(random, id) : genuine(id, 'wrong');
        try {
          const given = await door.resume(id, delivery);
          return { failures: given === id ? [] : [`went on with ${String(given)}`] };
        } catch (error) {
          return { failures: [`a failed run: ${String(error).slice(0, 200)}`] };
        }
      },
      async close() {
        await door.close();
        await standIn.close();
      },
    };
  },
};

export const hostWebhooks: readonly Part[] = [
  part('n8n', 'n8n', 40, n8nTrigger),
  // A call that has to wait for its turn waits in real time.
  part('activepieces', 'Activepieces', 8, activepiecesTrigger),
  zapier,
];
