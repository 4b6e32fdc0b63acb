import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type JobIntent, type JobJournal, type JobOwner, type JobStore, storeJournal } from '../../src/index.ts';
import { fileJournal, processOwner } from '../../src/node/index.ts';

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aai-journal-'));
});
afterAll(() => rm(folder, { recursive: true }));

const intent: JobIntent = { audioUrl: 'https://u/1', isUnique: true, after: '', at: 1 };

/** Processes of one machine, some of them dead, and of another machine. */
function crowd() {
  const dead = new Set<string>();
  const owner = (id: string): JobOwner => ({
    id,
    isGone: (other) => (other.startsWith('far') ? undefined : dead.has(other)),
  });
  return { dead, owner };
}

/** Time passes only during sleep. Each access to the store takes a turn of the event loop. */
function timeline() {
  const time = { now: 0 };
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return { time, turn, now: () => time.now };
}

function slowMap(
  turn: () => Promise<void>,
  hasCompareAndSet: boolean,
): JobStore & { readonly map: Map<string, string> } {
  const map = new Map<string, string>();
  return {
    map,
    async get(key) {
      await turn();
      return map.get(key);
    },
    async set(key, value) {
      await turn();
      map.set(key, value);
    },
    async delete(key) {
      await turn();
      map.delete(key);
    },
    ...(hasCompareAndSet && {
      async compareAndSet(key: string, expected: string | undefined, next: string) {
        await turn();
        if (map.get(key) !== expected) return false;
        map.set(key, next);
        return true;
      },
    }),
  };
}

type Medium = 'file' | 'compare-and-set' | 'get and set';

/** Opens the same journal for several owners. */
function medium(kind: Medium) {
  const { time, turn, now } = timeline();
  const path = join(folder, `${++files}.jsonl`);
  const store = slowMap(turn, kind === 'compare-and-set');
  const sleep = async (): Promise<void> => {
    for (let left = 20; left > 0; left--) await turn();
  };
  const open = (owner: JobOwner): JobJournal =>
    kind === 'file'
      ? fileJournal(path, { owner, now, leaseMs: 1000 })
      : storeJournal(store, { owner, now, sleep, leaseMs: 1000 });
  return { open, time, path, store };
}

describe.each<Medium>(['file', 'compare-and-set', 'get and set'])('claims by %s', (kind) => {
  it('are held by one owner at a time', async () => {
    const { open } = medium(kind);
    const { owner } = crowd();
    const journals = ['a', 'b', 'c', 'd'].map((id) => open(owner(id)));
    const claims = await Promise.all(journals.map((journal) => journal.claim('k')));
    expect(claims.filter((claim) => claim !== undefined).length).toBeLessThanOrEqual(1);
    for (const claim of claims) await claim?.release();
    const held = await journals[0]!.claim('k');
    expect(held).toBeDefined();
    expect(await journals[1]!.claim('k')).toBeUndefined();
    expect(await journals[1]!.claim('other')).toBeDefined();
    await held!.release();
    expect(await journals[1]!.claim('k')).toBeDefined();
  });

  it('of a dead process are taken over at once, with its intent', async () => {
    const { open } = medium(kind);
    const { dead, owner } = crowd();
    expect(await (await open(owner('a')).claim('k'))!.recordIntent(intent)).toBe(true);
    const other = open(owner('b'));
    expect(await other.claim('k')).toBeUndefined();
    dead.add('a');
    const claim = (await other.claim('k'))!;
    expect(await other.read('k')).toEqual({ intent });
    await claim.started('t-1');
    expect(await open(owner('c')).read('k')).toEqual({ transcriptId: 't-1' });
  });

  it('of another machine are taken over after a time without renewal, which it then detects', async () => {
    const { open, time } = medium(kind);
    const { owner } = crowd();
    const far = (await open(owner('far')).claim('k'))!;
    const near = open(owner('near'));
    expect(await near.claim('k')).toBeUndefined();
    time.now += 900;
    await far.renew();
    expect(await near.claim('k')).toBeUndefined();
    time.now += 900;
    expect(await near.claim('k')).toBeUndefined();
    time.now += 200;
    expect(await near.claim('k')).toBeDefined();
    expect(await far.recordIntent(intent)).toBe(false);
    expect((await near.read('k')).intent).toBeUndefined();
  });

  it('keep the replaced job until the new one is known', async () => {
    const { open } = medium(kind);
    const { owner } = crowd();
    const journal = open(owner('a'));
    await (await journal.claim('k'))!.started('t-1');
    const claim = (await journal.claim('k'))!;
    await claim.recordIntent({ ...intent, replaces: 't-1' });
    expect(await journal.read('k')).toEqual({ transcriptId: 't-1', intent: { ...intent, replaces: 't-1' } });
    await claim.started('t-2');
    expect(await journal.read('k')).toEqual({ transcriptId: 't-2' });
    const failed = (await journal.claim('k'))!;
    await failed.recordIntent({ ...intent, replaces: 't-2' });
    await failed.release({ withoutJob: true });
    expect(await journal.read('k')).toEqual({ transcriptId: 't-2' });
  });
});

it('a claim by get and set that took too long is given up', async () => {
  const { time, now } = timeline();
  const map = new Map<string, string>();
  const store: JobStore = {
    get: (key) => map.get(key),
    set(key, value) {
      time.now += 400;
      map.set(key, value);
    },
  };
  const journal = storeJournal(store, { now, sleep: () => Promise.resolve() });
  expect(await journal.claim('k')).toBeUndefined();
  expect([...map.values()].filter((value) => value !== '')).toEqual([]);
});

it('a store whose values a crash truncated returns the intent, not half an ID', async () => {
  const { open, store } = medium('get and set');
  const { owner } = crowd();
  await (await open(owner('a')).claim('k'))!.recordIntent(intent);
  store.map.set('k', '');
  store.map.set('k.claim', '{"owner":"a","to');
  expect(await open(owner('b')).read('k')).toEqual({ intent });
  expect(await open(owner('b')).claim('k')).toBeDefined();
});

describe('a journal in a file', () => {
  it('can be truncated anywhere without losing earlier or later lines', async () => {
    const { owner } = crowd();
    const path = join(folder, 'whole.jsonl');
    const journal = fileJournal(path, { owner: owner('a') });
    const claim = (await journal.claim('k', 'a.mp3'))!;
    await claim.recordIntent(intent);
    await claim.started('t-1');
    const whole = await readFile(path, 'utf8');
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), async (length) => {
        const cut = join(folder, `cut-${++files}.jsonl`);
        await appendFile(cut, whole.slice(0, length));
        const lines = whole.slice(0, length).split('\n').length - 1;
        const after = fileJournal(cut, { owner: { id: 'b', isGone: () => true } });
        expect(await after.read('k')).toEqual(lines === 3 ? { transcriptId: 't-1' } : lines === 2 ? { intent } : {});
        // A claim without its end of line is detected, and released, when the next line is written.
        const claim = (await after.claim('k')) ?? (await after.claim('k'));
        await claim!.started('t-2');
        expect(await fileJournal(cut).read('k')).toEqual({ transcriptId: 't-2' });
      }),
      { numRuns: 40 },
    );
  });

  it('reads lines of older versions, and skips invalid lines', async () => {
    const path = join(folder, 'old.jsonl');
    await appendFile(path, '{"key":"k","transcript_id":"t-1","source":"a.mp3"}\nnull\n{"key":7}\n\n[]\n');
    expect(await fileJournal(path).read('k')).toEqual({ transcriptId: 't-1' });
  });

  it('must be writable', async () => {
    await expect(fileJournal(folder).read('k')).rejects.toMatchObject({ code: 'bad_input', field: 'store' });
  });
});

describe('the process as an owner', () => {
  it('is alive, even for another owner in it', async () => {
    const [one, other] = [await processOwner(), await processOwner()];
    expect(one.id).not.toBe(other.id);
    expect([one.isGone(one.id), other.isGone(one.id)]).toEqual([false, false]);
  });

  it('knows which processes of this machine have ended, and nothing of other machines', async () => {
    const owner = await processOwner();
    const [place, pid, start, token] = owner.id.split('/') as [string, string, string, string];
    // An earlier process with the same ID.
    expect(owner.isGone([place, pid, `${start}0`, 'another'].join('/'))).toBe(true);
    expect(owner.isGone([place, '4194304', start, token].join('/'))).toBe(true);
    expect(owner.isGone(['elsewhere', pid, start, token].join('/'))).toBeUndefined();
    expect(owner.isGone('nonsense')).toBeUndefined();
  });
});
