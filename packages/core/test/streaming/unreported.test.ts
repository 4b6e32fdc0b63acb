import { afterEach, describe, expect, it, vi } from 'vitest';
import { connect } from '../../src/streaming/connect.ts';
import { timers } from '../../src/web/streaming.ts';
import { collect, RATE, service, speech, stage, type Stage, testClock, texts, turnOf } from './stage.ts';

const TERMINATION = '{"type":"Termination","audio_duration_seconds":4,"session_duration_seconds":4}';

const second = new Uint8Array(2 * RATE);

describe('audio without words', () => {
  it('is kept before the first words of a connection, because the service may be behind', async () => {
    const { open, clock, server } = stage({ paceSlackMs: Infinity });
    const session = await open();
    const finals = collect(session);
    for (let at = 0; at < 24; at++) {
      void session.write(second);
      await clock.advance(1000);
    }
    expect(session.heldMs).toBe(24_000);
    server.connections[0]!.cut(1006);
    await clock.advance(10_000);
    server.connections[1]!.send(turnOf(0, 'late words', 1000));
    await clock.advance(100);
    expect(texts(finals)).toEqual(['late', 'words']);
    expect(finals[0]!.start).toBe(1000);
    expect((await clock.during(session.close())).gaps).toEqual([]);
  });

  it.each([
    ['soon', 500, 16],
    ['late', 12_000, 25],
  ])('is released after words have shown that they come %s', async (_, lagMs, keptSeconds) => {
    const { open, clock, server } = stage({ paceSlackMs: Infinity });
    const session = await open();
    let released: number | undefined;
    for (let at = 0; at < 100; at++) {
      void session.write(second);
      await clock.advance(1000);
      if (at === 20) clock.schedule(lagMs, () => server.connections[0]!.send(turnOf(0, 'word', 20_000)));
      if (at > 80) released = (at + 1) * 1000 - session.heldMs;
    }
    // One second of audio is sent again, and pings are sent every three seconds.
    const keptMs = 100_000 - released!;
    expect(keptMs).toBeGreaterThan(keptSeconds * 1000);
    expect(keptMs).toBeLessThan(keptSeconds * 1000 + 6000);
    await clock.during(session.close());
  });

  it('is kept while a service that works in real time cannot have processed it', async () => {
    const { open, clock, server } = stage({ paceSlackMs: Infinity });
    const session = await open({}, { slackMs: Infinity, highWaterMs: 90_000, reconnect: { catchUp: 1000 } });
    // A minute of audio at once.
    for (let at = 0; at < 60; at++) void session.write(second);
    await clock.advance(100);
    server.connections[0]!.send(turnOf(0, 'word', 100));
    await clock.advance(40_000);
    expect(session.heldMs).toBeGreaterThan(60_000 - 40_000);
    await clock.advance(45_000);
    expect(session.heldMs).toBeLessThan(5000);
    await clock.during(session.close());
  });
});

describe('a turn_order that starts again within a connection', () => {
  /** Opens a session, and returns what it emits about the turns that `send` sends. */
  async function emittedBy(format_turns: boolean, send: (send: (text: string) => void) => void) {
    const { open, clock, server }: Stage = stage({ paceSlackMs: Infinity });
    const session = await open({ format_turns });
    const finals = collect(session);
    const restarts: unknown[] = [];
    session.on('turnsRestarted', (event) => restarts.push(event));
    void session.write(new Uint8Array(2 * 9000));
    await clock.advance(9000);
    send(server.connections[0]!.send);
    await clock.advance(100);
    const turns = finals.map(({ order, text }) => [order, text]);
    await clock.during(session.close());
    return { turns, restarts };
  }

  it('counts new turns, and causes an event', async () => {
    const emitted = await emittedBy(false, (send) => {
      send(turnOf(0, 'one', 1000));
      send(turnOf(1, 'two three', 2000));
      send(turnOf(0, 'four', 4000, { end_of_turn: false }));
      send(turnOf(0, 'four five', 4000));
      send(turnOf(1, 'six', 6000));
      send(turnOf(1, 'six', 6000));
      send(turnOf(0, 'seven', 7000));
    });
    expect(emitted).toEqual({
      turns: [
        [0, 'one'],
        [1, 'two three'],
        [2, 'four five'],
        [3, 'six'],
        [4, 'seven'],
      ],
      restarts: [{ turnOrder: 0 }, { turnOrder: 0 }],
    });
  });

  it('keeps turns apart from late copies of turns before it', async () => {
    const emitted = await emittedBy(true, (send) => {
      send(turnOf(0, 'one two', 1000));
      send(turnOf(1, 'three', 2000));
      send(turnOf(0, 'four', 4000, { end_of_turn: false }));
      send(turnOf(1, 'Three.', 2000, { turn_is_formatted: true }));
      send(turnOf(0, 'One two.', 1000, { turn_is_formatted: true }));
      send(turnOf(0, 'four five', 4000));
      send(turnOf(0, 'Four five.', 4000, { turn_is_formatted: true }));
    });
    expect(emitted).toEqual({
      turns: [
        [0, 'one two'],
        [1, 'Three.'],
        [2, 'Four five.'],
      ],
      restarts: [{ turnOrder: 0 }],
    });
  });

  it('is not confused with copies and late messages of finished turns', async () => {
    const emitted = await emittedBy(true, (send) => {
      send(turnOf(0, 'one two', 1000));
      send(turnOf(0, 'One two.', 1000, { turn_is_formatted: true }));
      send(turnOf(1, 'three', 2000));
      send(turnOf(0, 'one', 1000, { end_of_turn: false }));
      send(turnOf(0, 'One two.', 1000, { turn_is_formatted: true }));
      send(turnOf(1, 'Three.', 2000, { turn_is_formatted: true }));
    });
    expect(emitted).toEqual({
      turns: [
        [0, 'One two.'],
        [1, 'Three.'],
      ],
      restarts: [],
    });
  });
});

describe('a turn after Termination', () => {
  it('is emitted before the session closes', async () => {
    const { open, clock, server } = stage({ faults: [] });
    const session = await open();
    const finals = collect(session);
    void session.write(new Uint8Array(2 * 4000));
    await clock.advance(4000);
    server.connections[0]!.deliver(TERMINATION.replace('"type"', '"kept":1,"type"'));
    await clock.advance(600);
    server.connections[0]!.deliver(turnOf(0, 'last words', 3000));
    const closing = session.close();
    await clock.advance(100);
    server.connections[0]!.cut(1000);
    await clock.during(closing);
    expect(texts(finals)).toEqual(['last', 'words']);
  });

  it('does not delay the end of a session without one', async () => {
    const { open, clock, server } = stage();
    const session = await open();
    void session.write(second);
    await clock.advance(7000);
    server.connections[0]!.deliver(TERMINATION);
    await clock.advance(2500);
    expect(session.state).toBe('closed');
  });
});

describe('a service that does not send Termination', () => {
  it.each([true, false])(
    'is connected to again, with the audio that it may not have processed; pings: %s',
    async (pings) => {
      const { words, audio } = speech(30, 10);
      const { open, clock, server } = stage({ words, pings, paceSlackMs: 30_000 });
      const session = await open();
      const finals = collect(session);
      clock.schedule(3000, () => server.connections[0]!.freeze());
      await clock.during(session.pipe([audio]));
      const summary = await clock.during(session.close());
      expect(texts(finals)).toEqual(words.map(({ text }) => text));
      expect(summary).toMatchObject({ gaps: [], termination: {} });
      expect(server.connections).toHaveLength(2);
    },
  );

  it('is asked three times, and the audio is reported as a gap', async () => {
    const { words, audio, ms } = speech(10, 10);
    const { open, clock, server } = stage({
      words,
      pings: false,
      paceSlackMs: Infinity,
      onConnect: (connection) => void clock.schedule(500, () => connection.freeze('down')),
    });
    const session = await open({}, { closeTimeoutMs: 3000 });
    await clock.during(session.pipe([audio]));
    const { gaps, termination } = await clock.during(session.close());
    expect(termination).toBeUndefined();
    expect(gaps.at(-1)!.end).toBeGreaterThanOrEqual(ms);
    expect(server.connections).toHaveLength(3);
  });
});

describe('the clock', () => {
  afterEach(() => void vi.useRealTimers());

  it('does not depend on the time of day', () => {
    const before = timers.now();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 });
    const after = timers.now();
    expect(after).toBeGreaterThanOrEqual(before);
    expect(after - before).toBeLessThan(60_000);
    expect(timers.wallNow!()).toBe(Date.now());
  });

  it('of the wall may jump by an hour, and only the replacement before the expiry moves', async () => {
    const clock = testClock();
    const { words, audio } = speech(120);
    const server = service(clock, { words, paceSlackMs: Infinity, maxSeconds: 600 });
    let jumpMs = 0;
    const io = {
      dial: server.dial,
      schedule: clock.schedule,
      now: () => clock.now() - 1_700_000_000_000,
      wallNow: () => clock.now() + jumpMs,
      random: () => 0.5,
    };
    const host = 'https://streaming.example.com';
    const session = await clock.during(
      connect({ host, io, credentials: { apiKey: 'key' } }, { sample_rate: RATE, inactivity_timeout: 30 }),
    );
    const finals = collect(session);
    for (const [at, by] of [-3_600_000, 3_600_000, -7_200_000].entries()) {
      clock.schedule(5000 * (at + 1), () => (jumpMs = by));
    }
    await clock.during(session.pipe([audio]));
    const { sessionIds, gaps } = await clock.during(session.close());
    expect(texts(finals)).toEqual(words.map(({ text }) => text));
    expect(sessionIds).toHaveLength(1);
    expect(gaps).toEqual([]);
  });
});
