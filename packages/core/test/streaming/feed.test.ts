import { describe, expect, it } from 'vitest';
import { connect } from '../../src/streaming/connect.ts';
import { type FeedEnd, type LiveFeed, openFeed } from '../../src/streaming/feed.ts';
import type { SessionOptions } from '../../src/streaming/options.ts';
import type { FinalTurn } from '../../src/streaming/incoming/ledger.ts';
import { RATE, service, speech, testClock, texts } from './stage.ts';

function stage(options: Parameters<typeof service>[1] = {}) {
  const clock = testClock();
  const server = service(clock, options);
  const turns: FinalTurn[] = [];
  const ends: FeedEnd[] = [];
  const open = (session?: SessionOptions) =>
    openFeed(
      (params, session) =>
        connect(
          {
            host: 'https://streaming.example.com',
            io: { dial: server.dial, schedule: clock.schedule, now: clock.now, random: () => 0.5 },
            credentials: { apiKey: 'the-key' },
          },
          params,
          session,
        ),
      { sample_rate: RATE },
      { onTurn: (turn) => turns.push(turn), onGap: () => undefined, onEnd: (end) => ends.push(end) },
      session,
    );
  return { clock, server, open, turns, ends };
}

/** Writes audio as it is spoken, 20 ms at a time, from `at`. */
async function speak({ clock }: Pick<ReturnType<typeof stage>, 'clock'>, feed: LiveFeed, audio: Uint8Array, at = 0) {
  for (; at < audio.length; at += 40) {
    void feed.write(audio.subarray(at, at + 40));
    await clock.advance(20);
  }
}

describe('a feed of a live source', () => {
  const { words, audio, ms } = speech(60);
  const said = words.map(({ text }) => text);
  const heardMs = ({ server }: ReturnType<typeof stage>): number => server.connections.at(-1)!.audioMs;

  it.each([0, 700, 4_000])('is not behind after a session that took %i ms to open', async (slowMs) => {
    const theStage = stage({ words, paceSlackMs: 5_000, atConnect: () => ({ slowMs }) });
    const feed = theStage.open({ isLive: true });
    await speak(theStage, feed, audio);
    expect(heardMs(theStage)).toBeGreaterThan(ms - 200);
    await theStage.clock.during(feed.close());
    expect(texts(theStage.turns)).toEqual(said);
    expect(theStage.server.connections).toHaveLength(1);
  });

  it('catches up when a minute arrives at once, as from a server that repeats it', async () => {
    const theStage = stage({ words, paceSlackMs: 60_000 });
    const feed = theStage.open({ isLive: true });
    const half = audio.length / 2 - ((audio.length / 2) % 40);
    for (let at = 0; at < half; at += 40) void feed.write(audio.subarray(at, at + 40));
    await speak(theStage, feed, audio, half);
    expect(heardMs(theStage)).toBeGreaterThan(ms - 200);
    await theStage.clock.during(feed.close());
    expect(texts(theStage.turns)).toEqual(said);
  });

  it('closes after the last audio, although nobody waited for it', async () => {
    const theStage = stage({ words, paceSlackMs: 60_000 });
    const feed = theStage.open({ isLive: true });
    await speak(theStage, feed, audio.subarray(0, 400));
    void feed.write(audio.subarray(400));
    await theStage.clock.during(feed.close());
    expect(texts(theStage.turns)).toEqual(said);
  });
});

describe('a feed', () => {
  it('accepts audio before its session is open, and loses none of it', async () => {
    const { words, audio } = speech(10);
    const { clock, open, turns, ends } = stage({ words });
    const feed = open();
    for (let at = 0; at < audio.length; at += 400) void feed.write(audio.subarray(at, at + 400));
    await clock.during(feed.close());
    expect(texts(turns)).toEqual(words.map(({ text }) => text));
    expect(ends).toMatchObject([{ turns: turns.length, error: undefined, summary: { gaps: [] } }]);
  });

  it('reports a session that cannot be opened at its end, and rejects nothing', async () => {
    const ends: FeedEnd[] = [];
    const listener = { onTurn: () => undefined, onGap: () => undefined, onEnd: (end: FeedEnd) => ends.push(end) };
    const feed = openFeed(() => Promise.reject(new Error('No session.')), { sample_rate: RATE }, listener);
    await feed.write(new Uint8Array(100));
    await feed.close();
    await feed.write(new Uint8Array(100));
    expect(ends).toEqual([{ turns: 0, summary: undefined, error: new Error('No session.') }]);
  });

  it('ends instead of dropping audio when its session takes too long to open', async () => {
    const ends: FeedEnd[] = [];
    const listener = { onTurn: () => undefined, onGap: () => undefined, onEnd: (end: FeedEnd) => ends.push(end) };
    const feed = openFeed(() => new Promise(() => undefined), { sample_rate: RATE }, listener);
    for (let second = 0; second < 61; second++) void feed.write(new Uint8Array(32_000));
    await Promise.resolve();
    expect(ends).toMatchObject([{ turns: 0, summary: undefined, error: { code: 'timeout' } }]);
  });

  it('ends with an error for audio that is neither bytes nor samples', async () => {
    const ends: FeedEnd[] = [];
    const listener = { onTurn: () => undefined, onGap: () => undefined, onEnd: (end: FeedEnd) => ends.push(end) };
    const feed = openFeed(() => new Promise(() => undefined), { sample_rate: RATE }, listener);
    await feed.write(new Date() as never);
    expect(ends).toMatchObject([{ error: { code: 'bad_input' } }]);
  });
});
