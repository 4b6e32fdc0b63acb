import { join } from 'node:path';
import { startStandIn, virtualClock } from '@aai-connectors/stand-in';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  loadPiece,
  type Piece,
  startSurroundings,
  type Surroundings,
} from '@aai-connectors/host-activepieces/emulator';
import { AUDIO, inFastTime, useStage } from './stage.ts';

const stage = useStage();
const closing: { close(): Promise<void> }[] = [];
let store: Map<string, unknown>;
let host: Surroundings;

const SECRET = 'agreed-secret';
const reads = (): number => stage.standIn.requests().filter(({ path }) => /^\/v2\/transcript\/./.test(path)).length;

const surroundings = async (): Promise<Surroundings> => {
  const one = await startSurroundings(stage.connection(), { store });
  closing.push(one);
  return one;
};

beforeEach(async () => {
  store = new Map();
  host = await surroundings();
});
afterEach(async () => {
  stage.standIn.control.clear();
  for (const one of closing.splice(0)) await one.close();
});

async function started(audio_url = AUDIO): Promise<string> {
  const { id } = (await host.begin(stage.transcribe, { audio_url, wait_until_ready: false })) as { id: string };
  return id;
}

async function finished(): Promise<string> {
  const id = await started();
  await stage.pass();
  return id;
}

/** What the trigger emits for a delivery, in one of the platform's processes. */
const called = (
  transcript_id: string,
  { piece = stage.piece, secret = SECRET, sent = secret }: { piece?: Piece; secret?: string; sent?: string } = {},
): Promise<unknown[]> =>
  piece
    .triggers()
    ['transcript_ready']!.run(
      host.trigger(
        { secret },
        { body: { transcript_id, status: 'completed' }, headers: { 'x-assemblyai-webhook-secret': sent } },
      ),
    ) as Promise<unknown[]>;

const emitted = async (calls: readonly Promise<unknown[]>[]): Promise<number> =>
  (await Promise.all(calls)).flat().length;

describe('Deliveries to the webhook trigger', () => {
  it('start one run if they are the same and arrive at once, and none later', async () => {
    const id = await finished();
    const before = reads();
    expect(await emitted(Array.from({ length: 50 }, () => called(id)))).toBe(1);
    expect(await called(id)).toEqual([]);
    expect(reads() - before).toBe(1);
    expect([...store.keys()]).toEqual(['seen']);
  });

  it('start one run if they arrive at once in two processes of the platform', async () => {
    const second = loadPiece(stage.archive.file, join(stage.folder, 'second'));
    for (let round = 0; round < 10; round++) {
      const id = await finished();
      const calls = Array.from({ length: 20 }, (_, at) => called(id, { piece: at % 2 === 0 ? stage.piece : second }));
      expect(await inFastTime(() => emitted(calls))).toBe(1);
    }
  });

  it('start a run for each of many transcripts, and the store keeps all IDs', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 30; count++) ids.push(await finished());
    expect(await emitted([...ids, ...ids].map((id) => called(id)))).toBe(30);
    const second = loadPiece(stage.archive.file, join(stage.folder, 'third'));
    expect(await emitted(ids.map((id) => called(id, { piece: second })))).toBe(0);
  });

  it('get an unfinished transcript again, once for all of them', async () => {
    const { id } = (await host.begin(stage.transcribe, { audio_url: AUDIO, wait_until_ready: false })) as {
      id: string;
    };
    const early = called(id);
    await stage.pass();
    const late = Array.from({ length: 20 }, () => called(id));
    const before = reads();
    expect(await emitted([early, ...late])).toBe(1);
    expect(reads() - before).toBeLessThanOrEqual(2);
  });

  it('about made-up IDs never fail, and cause a limited number of requests without the secret', async () => {
    const before = reads();
    const calls = Array.from({ length: 1_000 }, (_, at) => called(`made-up-${at}`, { secret: '' }));
    expect(await inFastTime(() => emitted(calls))).toBe(0);
    // A bucket of 600, and what refills it during the half minute that a delivery waits for its turn.
    expect(reads() - before).toBeLessThanOrEqual(930);
    expect(store.size).toBe(0);
  }, 120_000);

  it('cause no request without the configured secret', async () => {
    const id = await finished();
    const before = reads();
    expect(await emitted([called(id, { sent: 'wrong' }), called(id, { sent: '' })])).toBe(0);
    expect(reads() - before).toBe(0);
  });

  it('emit nothing for a deleted transcript', async () => {
    const id = await finished();
    await fetch(`${stage.standIn.url}/v2/transcript/${id}`, {
      method: 'DELETE',
      headers: { authorization: stage.standIn.keys[0]! },
    });
    expect(await called(id)).toEqual([]);
  });

  it('never fail, whatever they contain', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ maxLength: 300 }), fc.constantFrom('..', '/', '%', 'x'.repeat(5_000))),
        async (id) => {
          expect(await called(id)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('The polling trigger', () => {
  it('skips a transcript that is deleted after it was listed', async () => {
    const trigger = stage.piece.triggers()['new_transcript']!;
    await trigger.onEnable!(host.trigger({}));
    const [deleted, kept] = [await finished(), await finished()];
    await fetch(`${stage.standIn.url}/v2/transcript/${deleted}`, {
      method: 'DELETE',
      headers: { authorization: stage.standIn.keys[0]! },
    });
    expect(await trigger.run(host.trigger({}))).toEqual([expect.objectContaining({ id: kept })]);
  });

  it.each([3, 150])('emits the %i transcripts that finished while the flow was disabled, each once', async (count) => {
    const trigger = stage.piece.triggers()['new_transcript']!;
    await trigger.onEnable!(host.trigger({}));
    expect(await emitted([trigger.run(host.trigger({})) as Promise<unknown[]>])).toBe(0);
    await trigger.onDisable!(host.trigger({}));
    const ids: string[] = [];
    for (let at = 0; at < count; at++) ids.push(await started());
    await stage.pass();
    await trigger.onEnable!(host.trigger({}));
    const items = (await trigger.run(host.trigger({}))) as { readonly id: string }[];
    expect(items.map(({ id }) => id)).toEqual(ids);
    expect(await trigger.run(host.trigger({}))).toEqual([]);
  });

  it('emits transcripts that failed while the flow was disabled', async () => {
    const trigger = stage.piece.triggers()['new_transcript']!;
    await trigger.onEnable!(host.trigger({}));
    await trigger.onDisable!(host.trigger({}));
    const id = await started(`${stage.standIn.url}/audio/missing.wav`);
    await stage.pass();
    await trigger.onEnable!(host.trigger({}));
    expect(await trigger.run(host.trigger({}))).toEqual([expect.objectContaining({ id, status: 'error' })]);
  });

  it('emits no old transcripts of another account that the flow is connected to', async () => {
    const trigger = stage.piece.triggers()['new_transcript']!;
    const created = (day: number): string => new Date(Date.UTC(2026, 10, day)).toISOString();
    const open = async (days: readonly number[]): Promise<Surroundings> => {
      const seed = days.map((day) => ({
        audio_url: `https://example.com/${day}.mp3`,
        text: 'Hello.',
        created: created(day),
      }));
      const standIn = await startStandIn({ seed, clock: () => virtualClock({ start: Date.UTC(2026, 10, 28) }) });
      const own = await startSurroundings(
        { api_key: standIn.keys[0]!, region: 'us', base_url: standIn.url },
        { store },
      );
      closing.push(own, standIn);
      return own;
    };
    const [first, second] = [await open([1, 10]), await open([2, 5, 20])];
    await trigger.onEnable!(first.trigger({}));
    await trigger.onDisable!(first.trigger({}));
    await trigger.onEnable!(second.trigger({}));
    const items = (await trigger.run(second.trigger({}))) as { readonly audio_url?: string }[];
    expect(items).toHaveLength(1);
    expect(await trigger.run(second.trigger({}))).toEqual([]);
  });
});
