import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type StandIn, startStandIn, type VirtualClock } from '@aai-connectors/stand-in';
import { type ActivePolling, type Engine, startEngine } from '@aai-connectors/host-n8n/emulator';

const AUDIO = 'https://assembly.ai/wildfires.mp3';

let standIn: StandIn;
let engine: Engine;
let polling: ActivePolling;
const credential = { apiKey: '', region: 'us', baseUrl: '' };

beforeAll(async () => {
  engine = await startEngine({
    packageFolder: new URL('../..', import.meta.url).pathname,
    credentialType: 'assemblyAiApi',
    credential,
  });
});
beforeEach(async () => {
  standIn = await startStandIn({ clock: 'manual', seed: [{ audio_url: AUDIO, text: 'It existed before.' }] });
  credential.apiKey = standIn.keys[0]!;
  credential.baseUrl = standIn.url;
  polling = await engine.activate({ type: 'assemblyAiPollingTrigger', parameters: {} });
});
afterEach(() => standIn.close());

/** @returns the IDs */
const submit = (count: number): Promise<string[]> =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const answer = await fetch(`${standIn.url}/v2/transcript`, {
        method: 'POST',
        headers: { authorization: standIn.keys[0]!, 'content-type': 'application/json' },
        body: JSON.stringify({ audio_url: AUDIO }),
      });
      return ((await answer.json()) as { readonly id: string }).id;
    }),
  );
const finish = (): Promise<void> => (standIn.clock as VirtualClock).advance(60_000);
const idsOf = (items: Awaited<ReturnType<ActivePolling['tick']>>): string[] =>
  items.map(({ json }) => String(json['id'])).sort();
const gets = (): number =>
  standIn.requests().filter(({ method, path }) => method === 'GET' && /^\/v2\/transcript\/./.test(path)).length;

describe('The polling trigger in n8n', () => {
  it('emits all 150 of 150 transcripts that finish between two polls, each once', async () => {
    const ids = await submit(150);
    expect(await polling.tick()).toEqual([]);
    await finish();
    const items = await polling.tick();
    expect(idsOf(items)).toEqual([...ids].sort());
    expect(items[0]!.json).toMatchObject({ status: 'completed', text: expect.any(String) as string });
    expect(await polling.tick()).toEqual([]);
  });

  it('emits them over restarts, before and after they finish', async () => {
    const ids = await submit(150);
    expect(await polling.tick()).toEqual([]);
    expect(await polling.restart()).toEqual([]);
    await finish();
    const first = await polling.restart();
    ids.push(...(await submit(150)));
    await finish();
    const second = await polling.restart();
    expect(idsOf([...first, ...second])).toEqual([...ids].sort());
    expect(await polling.restart()).toEqual([]);
  });

  it('emits each once if polls overlap', async () => {
    const ids = await submit(20);
    await finish();
    const polls = await Promise.all([polling.tick(), polling.tick(), polling.tick()]);
    expect(idsOf(polls.flat())).toEqual([...ids].sort());
  });

  it('emits the others if one cannot be read, and that one by the next poll', async () => {
    const ids = await submit(10);
    await finish();
    standIn.control.add({ match: { method: 'GET', path: `/v2/transcript/${ids[3]!}` }, fault: '404', times: 1 });
    expect(await polling.tick()).toHaveLength(9);
    expect(idsOf(await polling.restart())).toEqual([ids[3]!]);
  });

  it('loses nothing during an outage, and reports it', async () => {
    const ids = await submit(30);
    await finish();
    standIn.control.add({ match: { method: 'GET', path: '/v2/transcript/*' }, fault: '401', times: 1_000 });
    const before = gets();
    await expect(polling.tick()).rejects.toThrow('API token missing/invalid');
    expect(gets() - before).toBeLessThan(20);
    standIn.control.clear();
    expect(idsOf(await polling.tick())).toEqual([...ids].sort());
  });

  it('loads at most 8 transcripts at a time', async () => {
    await submit(30);
    await finish();
    standIn.control.add({ match: { method: 'GET', path: '/v2/transcript/*' }, fault: 'slow', times: 1_000 });
    const before = gets();
    let items: readonly unknown[] | undefined;
    const work = polling.tick().then((found) => (items = found));
    while (gets() - before < 8) await turn();
    for (let at = 0; at < 100; at++) await turn();
    expect(gets() - before).toBe(8);
    while (items === undefined) {
      await (standIn.clock as VirtualClock).advance(1_000);
      await turn();
    }
    await work;
    expect(items).toHaveLength(30);
  });
});
