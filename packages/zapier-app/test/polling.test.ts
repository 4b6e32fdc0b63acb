import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { builtApp, type Platform, startPlatform, type ZapTrigger } from '@aai-connectors/host-zapier/emulator';

const MINUTE_MS = 60_000;
const NOW = Date.UTC(2026, 0, 15, 12);

let standIn: StandIn;
let platform: Platform;

/** Starts an account with transcripts of these ages, in minutes before now. */
async function account(agesMin: readonly number[], status: 'completed' | 'error' = 'completed'): Promise<void> {
  await closed();
  standIn = await startStandIn({
    clock: 'manual',
    seed: [...agesMin]
      .sort((one, other) => other - one)
      .map((age, at) => ({
        audio_url: `https://example.com/${at}.mp3`,
        text: `Number ${at}.`,
        created: new Date(NOW - age * MINUTE_MS).toISOString(),
        ...(status === 'error' && { status, error: 'Audio duration is too short.' }),
      })),
  });
  platform = await startPlatform(await builtApp(), standIn);
}

async function closed(): Promise<void> {
  await (platform as Platform | undefined)?.close();
  await (standIn as StandIn | undefined)?.close();
}

/** Submits recordings and lets them finish. */
async function transcribe(count: number): Promise<void> {
  for (let at = 0; at < count; at++) {
    await fetch(`${standIn.url}/v2/transcript`, {
      method: 'POST',
      headers: { authorization: standIn.keys[0]!, 'content-type': 'application/json' },
      body: JSON.stringify({ audio_url: 'https://assembly.ai/wildfires.mp3' }),
    });
  }
  await (standIn.clock as unknown as { advance(ms: number): Promise<void> }).advance(MINUTE_MS);
}

const requests = (): number => standIn.requests().filter(({ method }) => method === 'GET').length;

const minutes = (count: number, every = 1): number[] => Array.from({ length: count }, (_, at) => (at + 1) * every);

async function polls(trigger: ZapTrigger, count: number): Promise<number[]> {
  const sizes: number[] = [];
  for (let at = 0; at < count; at++) sizes.push((await trigger.poll()).length);
  return sizes;
}

afterAll(closed);

describe('The trigger of a Zap that is on', () => {
  it('starts no run for what was there before, and one for each new transcript', async () => {
    await account(minutes(5));
    const trigger = await platform.zapTrigger('new_transcript');
    expect(await polls(trigger, 2)).toEqual([0, 0]);
    await transcribe(3);
    expect(await polls(trigger, 2)).toEqual([3, 0]);
  });

  it('polls with one request if the account has few transcripts a day', async () => {
    await account(minutes(150, 60));
    const trigger = await platform.zapTrigger('new_transcript');
    const before = requests();
    expect(await polls(trigger, 1)).toEqual([0]);
    expect(requests() - before).toBe(1);
  });

  describe('after many transcripts at once', () => {
    beforeEach(async () => {
      await account(minutes(120));
    }, 120_000);

    it('starts runs for all of them, at most 100 at a time, and none is held', async () => {
      const trigger = await platform.zapTrigger('new_transcript');
      await transcribe(250);
      expect(await polls(trigger, 4)).toEqual([100, 100, 50, 0]);
      expect(trigger.held).toEqual([]);
    });

    it('loses none if the host forgets what the app has stored', async () => {
      const trigger = await platform.zapTrigger('new_transcript');
      await transcribe(150);
      platform.cache.clear();
      const sizes = await polls(trigger, 4);
      expect(sizes.reduce((sum, size) => sum + size)).toBe(150);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
    });

    it('returns all if the host stores nothing', async () => {
      const trigger = await platform.zapTrigger('new_transcript');
      await transcribe(150);
      platform.cache.set = () => platform.cache;
      platform.cache.clear();
      expect(await polls(trigger, 1)).toEqual([0]);
      expect(trigger.held).toHaveLength(150);
    });

    it('starts each run once, with new transcripts between the polls', async () => {
      const trigger = await platform.zapTrigger('new_transcript');
      await transcribe(130);
      const first = await polls(trigger, 1);
      await transcribe(90);
      expect([...first, ...(await polls(trigger, 3))]).toEqual([100, 100, 20, 0]);
      expect(trigger.held).toEqual([]);
    });
  });

  it('shows few transcripts in the test of the editor', async () => {
    await account(minutes(250));
    const { results } = await platform.run('triggers.new_transcript.operation.perform', {
      meta: { isLoadingSample: true },
    });
    expect((results as unknown[]).length).toBeLessThanOrEqual(100);
  });

  it.each([
    ['completed', 1],
    ['error', 0],
    [undefined, 1],
  ])('with the outcome %s starts runs only for such transcripts, and for no deleted one', async (outcome, count) => {
    await account(minutes(1));
    const trigger = await platform.zapTrigger('new_transcript', outcome === undefined ? {} : { outcome });
    await transcribe(2);
    const [newest] = standIn.jobs().slice(-1);
    await fetch(`${standIn.url}/v2/transcript/${newest!.id}`, {
      method: 'DELETE',
      headers: { authorization: standIn.keys[0]! },
    });
    expect(await polls(trigger, 1)).toEqual([count]);
  });
});
