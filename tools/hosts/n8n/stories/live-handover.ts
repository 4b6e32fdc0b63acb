import { phone } from '../phone/index.ts';
import { until } from '../real/until.ts';
import { itemsOnceEnded, startedBy } from './live-items.ts';
import { liveTrigger } from './live-trigger.ts';
import { pulsesEvery } from './many-calls.ts';
import { expectThat } from './seen.ts';
import { BUSY_ACCOUNT } from './stage.ts';
import type { Story } from './stories.ts';
import { after, chain } from './workflows.ts';

const [WORKFLOW, LINE, CALL] = ['storyLive0000002', 'handover', 'MZhandover'];
/** A sound each second, for longer than n8n takes to start. */
const [TURN_MS, TURNS] = [1_000, 100];

/** What happens to a call in progress while n8n stops and starts. */
export const handover: Story = {
  name: 'n8n restarts during a phone call: an end that says so, and every turn exactly once',
  workflow: (world) =>
    chain(WORKFLOW, 'live call over a restart', [liveTrigger(world, LINE, { assemblyAiApi: BUSY_ACCOUNT }), after()]),
  async tell(stage, workflow) {
    const items = () => startedBy(stage, workflow!.id, CALL);
    const audio = pulsesEvery(TURN_MS, TURNS);
    const talking = phone(`${stage.bridge.twilioUrl}/${LINE}`, { streamSid: CALL, audio });
    await until(async () => ((await items()).length >= 5 ? true : undefined), {
      limitMs: 60_000,
      late: () => 'No items.',
    });
    const stoppedAt = performance.now();
    await stage.host.restart();
    const awayMs = performance.now() - stoppedAt;
    await talking;
    const all = await itemsOnceEnded(stage, workflow!.id, CALL);
    const ofType = (type: string) => all.flatMap(({ json }) => (json['type'] === type ? [json] : []));
    const reasons = ofType('end').map(({ reason }) => reason);
    expectThat(JSON.stringify(reasons) === '["stopped","hung_up"]', `one end for each n8n: ${JSON.stringify(reasons)}`);
    const seconds = ofType('turn').map(({ start }) => Math.round(Number(start) / TURN_MS));
    const missing = Array.from({ length: TURNS }, (_, at) => at).filter((at) => !seconds.includes(at));
    const gaps = ofType('gap').map(({ start, end }) => `${String(start)} to ${String(end)}`);
    expectThat(missing.length === 0, `turns at all seconds, not without ${missing.join()}; gaps ${gaps.join()}`);
    // The restart may be in the middle of one.
    expectThat(seconds.length <= TURNS + 1, `${TURNS} turns, not ${seconds.length}`);
    return `${seconds.length} turns of ${TURNS} sounds, ends ${reasons.join(' and ')}, n8n away for ${Math.round(awayMs / 1000)} s`;
  },
};
