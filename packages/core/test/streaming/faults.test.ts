import { describe, expect, it } from 'vitest';
import { connect } from '../../src/streaming/connect.ts';
import type { SocketEvents } from '../../src/streaming/host.ts';
import { transcribeLive } from '../../src/streaming/transcribe.ts';
import { collect, RATE, service, speech, stage, testClock, texts, turnOf } from './stage.ts';

const BEGIN = '{"type":"Begin","id":"one","expires_at":0}';

const errorFrame = (code: number, error: string): string => JSON.stringify({ type: 'Error', error_code: code, error });

/** A source that yields nothing and never ends. */
function silentSource(): AsyncIterable<Uint8Array> & { readonly left: () => boolean } {
  let left = false;
  return {
    left: () => left,
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise<never>(() => undefined),
      return: () => {
        left = true;
        return Promise.resolve({ done: true as const, value: undefined });
      },
    }),
  };
}

describe('credentials in service messages', () => {
  const KEY = 'sk-test-0123456789abcdef';

  it.each(['error frame', 'close reason', 'unknown message'])('are redacted: %s', async (where) => {
    const { open } = stage(
      {
        onConnect: (connection) => {
          connection.deliver(JSON.stringify({ type: 'Odd', deep: [{ quote: KEY }] }));
          if (where === 'error frame') connection.deliver(errorFrame(1008, `Not authorized: ${KEY}`));
          connection.cut(1008, where === 'close reason' ? `Not authorized: ${KEY}` : 'See Error message for details');
        },
      },
      where === 'close reason' ? { token: () => KEY } : { apiKey: KEY },
    );
    const error = await open().then(
      () => undefined,
      (thrown: Error & { closeReason?: string }) => thrown,
    );
    expect(error?.message).toBeDefined();
    expect(`${JSON.stringify(error)} ${error?.stack} ${error?.message}`).not.toContain(KEY);
    if (where !== 'unknown message') {
      expect(error).toMatchObject({ code: 'authentication', closeReason: 'Not authorized: [redacted]' });
    }
  });
});

describe('the reason for a closed connection', () => {
  it.each([
    [3009, 'Unauthorized Connection: Too many concurrent sessions', 'rate_limited'],
    [1008, 'Unauthorized Connection: Insufficient balance', 'authentication'],
    [3006, 'Invalid Message: {"keyterms_prompt":["session expired"]}', 'protocol'],
  ])('comes from the previous error message (%s %s)', async (code, error, expected) => {
    const { open, server } = stage({
      onConnect: (connection) => {
        connection.deliver(errorFrame(code, error));
        connection.cut(code, 'See Error message for details');
      },
    });
    await expect(open()).rejects.toMatchObject({ code: expected, message: `${error}.`, closeReason: error });
    expect(server.connections).toHaveLength(expected === 'rate_limited' ? 4 : 1);
  });

  it('comes from the close frame if it has one', async () => {
    const { words, audio } = speech(60);
    const { open, clock, server } = stage({ words });
    const session = await open();
    const finals = collect(session);
    clock.schedule(9000, () => {
      server.connections[0]!.send('{"error":"Invalid Message: nothing of importance"}');
      server.connections[0]!.cut(1008, 'Unauthorized connection: Too many concurrent sessions');
    });
    await clock.during(session.pipe([audio]));
    await clock.during(session.close());
    expect(texts(finals)).toEqual(words.map(({ text }) => text));
  });

  it('never comes from an old error message', async () => {
    const { words, audio } = speech(60);
    const { open, clock, server } = stage({ words });
    const session = await open();
    const finals = collect(session);
    server.connections[0]!.send('{"error":"Invalid Message: nothing of importance"}');
    clock.schedule(9000, () => server.connections[0]!.cut(1006));
    await clock.during(session.pipe([audio]));
    await clock.during(session.close());
    expect(texts(finals)).toEqual(words.map(({ text }) => text));
  });

  it('can be an exceeded rate that only the error message reports', async () => {
    const { words, audio } = speech(60);
    const { open, clock, server } = stage({ words });
    const session = await open();
    const finals = collect(session);
    clock.schedule(4000, () => {
      server.connections[0]!.deliver(
        errorFrame(3007, 'Audio Transmission Rate Exceeded: Received 9 sec. audio in 4 sec'),
      );
      server.connections[0]!.cut(3007, 'See Error message for details');
    });
    await clock.during(session.pipe([audio]));
    await clock.during(session.close());
    expect(texts(finals)).toEqual(words.map(({ text }) => text));
  });
});

describe('a service that ends a session unexpectedly', () => {
  it('is reconnected while the source is active', async () => {
    const { words, audio, ms } = speech(40);
    const { open, clock, server } = stage({ words, paceSlackMs: Infinity });
    const session = await open();
    const finals = collect(session);
    // A microphone, whose audio is sent immediately.
    for (let at = 0; at < ms; at += 100) {
      void session.write(audio.subarray(at * 2, (at + 100) * 2));
      await clock.advance(100);
      if (at === 5000) {
        server.connections[0]!.deliver(
          '{"type":"Termination","audio_duration_seconds":5,"session_duration_seconds":5}',
        );
        server.connections[0]!.cut(1000);
      }
    }
    const summary = await clock.during(session.close());
    expect(texts(finals)).toEqual(words.map(({ text }) => text));
    expect(summary).toMatchObject({ sessionIds: ['session-1', 'session-2'], gaps: [] });
  });

  it('is not retried forever if it ends each session immediately', async () => {
    const { words, audio } = speech(2000);
    const { open, clock, server } = stage({
      words,
      onConnect: (connection) =>
        void clock.schedule(500, () => connection.cut(3005, 'Session Cancelled: An error occurred')),
    });
    const session = await open();
    const began = clock.now();
    await expect(clock.during(session.pipe([audio]))).rejects.toMatchObject({ code: 'server' });
    expect(clock.now() - began).toBeLessThan(140_000);
    expect(server.connections.length).toBeGreaterThanOrEqual(20);
    expect(server.connections.length).toBeLessThan(40);
  });

  it('is retried after a long outage even if it ends the next session immediately', async () => {
    const { words, audio } = speech(20);
    let isAway = false;
    const { open, clock, server } = stage({
      words,
      paceSlackMs: Infinity,
      atConnect: () => (isAway ? { status: 503 } : undefined),
    });
    const session = await open({}, { reconnect: { maxOutageMs: 60_000 } });
    const finals = collect(session);
    const piping = session.pipe([audio]);
    await clock.advance(3000);
    isAway = true;
    server.connections[0]!.cut(1006);
    await clock.advance(55_000);
    isAway = false;
    while (session.state !== 'open') await clock.advance(50);
    server.connections.at(-1)!.cut(1006);
    await clock.during(piping);
    expect((await clock.during(session.close())).gaps).toEqual([]);
    expect(texts(finals)).toEqual(words.map(({ text }) => text));
  });

  it('may close without Termination', async () => {
    const { words, audio } = speech(5);
    const { open, clock, server } = stage({ words });
    const session = await open({}, { reconnect: false });
    await clock.during(session.pipe([audio]));
    await clock.advance(2000);
    const closing = session.close();
    await clock.advance(10);
    server.connections[0]!.cut(1000);
    expect(await clock.during(closing)).toMatchObject({ error: undefined, termination: undefined });
  });
});

describe('a socket that cannot be opened', () => {
  it('ends the session with a typed error', async () => {
    const clock = testClock();
    const dial = (): never => {
      throw new TypeError('Invalid character in header content ["authorization"]');
    };
    const io = { dial, schedule: clock.schedule, now: clock.now, random: () => 0.5 };
    const options = { host: 'https://x.example.com', io, credentials: { apiKey: 'a\nb' } };
    await expect(clock.during(connect(options, { sample_rate: RATE }), { limitMs: 60_000 })).rejects.toMatchObject({
      code: 'network',
    });
    expect(clock.waiting).toBe(0);
  });
});

describe('a listener', () => {
  it('can end the session in any event, without leaving timers or promises', async () => {
    const { words, audio } = speech(30);
    for (const name of ['state', 'begin', 'turn', 'final', 'gap', 'reconnecting', 'termination'] as const) {
      const { open, clock, server } = stage({ words });
      const controller = new AbortController();
      const session = await open({ format_turns: true }, { signal: controller.signal, bufferMs: 2000 });
      const after: string[] = [];
      session.updateConfiguration({ max_turn_silence: 100 });
      session.on(name, () => controller.abort());
      session.on('close', () => {
        for (const late of ['state', 'begin', 'turn', 'final', 'gap', 'reconnecting'] as const) {
          session.on(late, () => after.push(late));
        }
      });
      for (let at = 0; at < 14_000; at += 100) {
        void session.write(audio.subarray(at * 2, (at + 100) * 2));
        if (at === 4000) server.connections[0]!.freeze();
        await clock.advance(100);
      }
      void session.close();
      await clock.advance(20_000);
      expect([name, session.state, after, clock.waiting]).toEqual([name, 'closed', [], 0]);
    }
  });

  it('that ends the session does not remove turns from readers', async () => {
    const { words, audio } = speech(10);
    const { open, clock } = stage({ words });
    const controller = new AbortController();
    const session = await open({}, { signal: controller.signal });
    const turns = session.finalTurns();
    session.on('final', () => controller.abort());
    await clock.during(session.pipe([audio]).catch(() => undefined));
    expect(await turns.next()).toMatchObject({ value: { order: 0 } });
    await expect(turns.next()).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('an abort', () => {
  it('clears all timers while a token is requested', async () => {
    const controller = new AbortController();
    const clock = testClock();
    const server = service(clock);
    const opening = connect(
      {
        host: 'https://x.example.com',
        io: { dial: server.dial, schedule: clock.schedule, now: clock.now, random: () => 0.5 },
        credentials: { token: () => new Promise(() => undefined) },
      },
      { sample_rate: RATE },
      { signal: controller.signal },
    );
    await clock.advance(100);
    controller.abort();
    await expect(opening).rejects.toMatchObject({ code: 'aborted' });
    expect(clock.waiting).toBe(0);
  });

  it('ends a pipe that waits for its source', async () => {
    const { open, clock } = stage();
    const session = await open();
    const controller = new AbortController();
    const source = silentSource();
    const piping = session.pipe(source, { signal: controller.signal });
    await clock.advance(100);
    controller.abort();
    await expect(clock.during(piping, { limitMs: 5000 })).rejects.toMatchObject({ code: 'aborted' });
    expect(source.left()).toBe(true);
    expect(session.state).toBe('open');
    await clock.during(session.close());
  });

  it('ends a transcription that waits for its source', async () => {
    const clock = testClock();
    const server = service(clock);
    const controller = new AbortController();
    const source = silentSource();
    async function* some(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(1000);
      yield* source;
    }
    const io = { dial: server.dial, schedule: clock.schedule, now: clock.now, random: () => 0.5 };
    const work = transcribeLive(
      (params, options) =>
        connect({ host: 'https://x.example.com', io, credentials: { apiKey: 'k' } }, params, options),
      some(),
      { sample_rate: RATE },
      { signal: controller.signal },
    );
    await clock.advance(1000);
    controller.abort();
    await expect(clock.during(work, { limitMs: 5000 })).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('a session that ends', () => {
  it('ends pipes that wait for their sources', async () => {
    const { open, clock, server } = stage();
    const session = await open({}, { reconnect: false });
    const source = silentSource();
    const piping = session.pipe(source);
    server.connections[0]!.cut(1006);
    await expect(clock.during(piping, { limitMs: 5000 })).rejects.toMatchObject({ code: 'network' });
    expect(source.left()).toBe(true);
  });

  it('errors its writable stream', async () => {
    const { open, clock, server } = stage();
    const session = await open({}, { reconnect: false });
    const { closed } = session.writable.getWriter();
    server.connections[0]!.cut(1006);
    await expect(clock.during(closed, { limitMs: 5000 })).rejects.toMatchObject({ code: 'network' });
  });

  it('accepts no audio after close was called', async () => {
    const { words, audio, ms } = speech(60);
    const { open, clock } = stage({ words });
    const session = await open({}, { bufferMs: 4000 });
    // More than the buffer holds, so that it is added piece by piece.
    const writing = session.write(audio);
    const closing = session.close();
    await expect(session.write(new Uint8Array(2000))).rejects.toMatchObject({ code: 'bad_input' });
    await clock.during(writing);
    expect((await clock.during(closing)).audioMs).toBe(ms);
  });

  it('reports no gap beyond the end of the audio', async () => {
    const { open, clock, server } = stage();
    const session = await open({}, { reconnect: false });
    void session.write(new Uint8Array(2 * 130));
    await clock.advance(10);
    server.connections[0]!.cut(1006);
    const { gaps } = await session.close();
    expect(gaps).toEqual([{ start: 0, end: 130 }]);
  });
});

describe('a slow network', () => {
  it('is not considered dead, and makes writers wait', async () => {
    const { words, audio } = speech(100);
    const { open, clock, server } = stage({ words, bytesPerSecond: 1500, paceSlackMs: Infinity });
    const session = await open();
    const finals = collect(session);
    await clock.during(session.pipe([audio]));
    const summary = await clock.during(session.close());
    expect(texts(finals)).toEqual(words.map(({ text }) => text));
    expect(summary.gaps).toEqual([]);
    expect(server.connections).toHaveLength(1);
  });

  it('is distinguished from a dead one without pings', async () => {
    const { words, audio } = speech(100);
    const { open, clock, server } = stage({
      words,
      pings: false,
      bytesPerSecond: 3000,
      paceSlackMs: Infinity,
      onConnect(connection) {
        if (server.connections.length === 1) clock.schedule(5000, () => connection.freeze());
      },
    });
    const session = await open();
    const finals = collect(session);
    await clock.during(session.pipe([audio]));
    expect((await clock.during(session.close())).gaps).toEqual([]);
    expect(texts(finals)).toEqual(words.map(({ text }) => text));
    expect(server.connections).toHaveLength(2);
  });
});

describe('silence', () => {
  it.each([
    ['pongs', true, () => undefined],
    ['a heartbeat', false, (ms: number) => `{"type":"Heartbeat","total_audio_received_ms":${ms}}`],
    ['messages about silence', false, (ms: number) => `{"type":"Silence","start_ms":0,"end_ms":${ms}}`],
    ['time', false, () => undefined],
  ])('is not reported as a gap, as known from %s', async (_, pings, messageAt) => {
    const { open, clock, server } = stage({ pings, paceSlackMs: Infinity });
    const session = await open({}, { bufferMs: 160_000 });
    const silence = new Uint8Array(200);
    for (let at = 0; at < 400_000; at += 100) {
      void session.write(silence);
      if (at % 5000 === 0) {
        const text = messageAt(server.connections[0]!.audioMs);
        if (text !== undefined) server.connections[0]!.send(text);
      }
      await clock.advance(100);
    }
    server.connections[0]!.cut(1006);
    await clock.advance(10_000);
    const summary = await clock.during(session.close());
    expect(summary.gaps).toEqual([]);
    expect(summary.sessionIds).toHaveLength(2);
  });

  it.each([
    ['pongs', undefined],
    ['a message about silence', '{"type":"Silence","start_ms":0,"end_ms":20000}'],
  ])('is not confused with a long unfinished turn, despite %s', async (_, text) => {
    const { words, audio } = speech(120, 120);
    const { open, clock, server } = stage({
      words,
      paceSlackMs: Infinity,
      onConnect: (connection) => {
        // One connection is rejected, and the next one ends before it recognizes audio.
        if (server.connections.length === 2) connection.cut(1013, 'Try Again Later');
        if (server.connections.length === 3) clock.schedule(60, () => connection.cut(1006));
      },
    });
    const session = await open();
    const finals = collect(session);
    if (text !== undefined) clock.schedule(23_000, () => server.connections[0]!.send(text));
    clock.schedule(24_000, () => server.connections[0]!.cut(1006));
    await clock.during(session.pipe([audio]));
    const { gaps } = await clock.during(session.close());
    expect(server.connections).toHaveLength(4);
    expect(texts(finals)).toEqual(words.map(({ text }) => text));
    expect(gaps).toEqual([]);
  });

  it('is not reported as a gap when the service ends the connection', async () => {
    const { open, clock, server } = stage({ pings: false });
    const session = await open({}, { bufferMs: 40_000 });
    for (let at = 0; at < 60_000; at += 100) {
      void session.write(new Uint8Array(200));
      await clock.advance(100);
    }
    server.connections[0]!.cut(3008, 'Session Expired: Maximum session duration exceeded');
    await clock.advance(10_000);
    expect((await clock.during(session.close())).gaps).toEqual([]);
  });
});

describe('memory', () => {
  it('does not grow if writers never wait', async () => {
    const { open, clock, server } = stage();
    const session = await open({}, { bufferMs: 5000, highWaterMs: 500 });
    server.connections[0]!.freeze();
    const promises = new Set<Promise<void>>();
    for (let at = 0; at < 5000; at += 50) {
      const writing = session.write(new Uint8Array(100));
      writing.catch(() => undefined);
      promises.add(writing);
    }
    expect(promises.size).toBeLessThan(5);
    expect(session.heldMs).toBeLessThanOrEqual(5000);
    await clock.during(session.close().catch(() => undefined));
  });

  it('is limited by the buffer size', async () => {
    const { open } = stage();
    await expect(open({}, { bufferMs: 4000, highWaterMs: 3000 })).rejects.toMatchObject({ field: 'highWaterMs' });
  });
});

describe('the timeline', () => {
  it('has whole milliseconds for any sample rate', async () => {
    const clock = testClock();
    const sockets: SocketEvents[] = [];
    const session = await clock.during(
      connect(
        {
          host: 'https://x.example.com',
          credentials: { apiKey: 'k' },
          io: {
            schedule: clock.schedule,
            now: clock.now,
            random: () => 0,
            dial(_, events) {
              sockets.push(events);
              clock.schedule(1, () => events.onOpen());
              clock.schedule(2, () => events.onMessage(BEGIN));
              return { send: () => undefined, close: () => undefined, drop: () => undefined, buffered: 0 };
            },
          },
        },
        { sample_rate: 44_100 },
        { bufferMs: 2000 },
      ),
    );
    const finals = collect(session);
    for (let at = 0; at < 200; at++) {
      void session.write(new Uint8Array(4096));
      await clock.advance(46);
    }
    sockets[0]!.onMessage(turnOf(0, 'one two', 100));
    sockets[0]!.onClose(1006, '');
    for (let at = 0; at < 100; at++) {
      void session.write(new Uint8Array(4096));
      await clock.advance(46);
    }
    sockets[1]!.onMessage(turnOf(0, 'three', 5000));
    const numbers = [
      ...finals.flatMap(({ start, end }) => [start, end]),
      ...finals.flatMap(({ words }) => words.map(({ start }) => start)),
    ];
    expect(finals).toHaveLength(2);
    expect(numbers.every(Number.isInteger)).toBe(true);
    void session.close();
    await clock.advance(60_000);
    const { gaps } = await session.close();
    expect(gaps.flatMap(({ start, end }) => [start, end]).every(Number.isInteger)).toBe(true);
    expect(gaps.length).toBeGreaterThan(0);
  });

  it('applies to every turn order and time in notices', async () => {
    const { open, clock, server } = stage({ paceSlackMs: Infinity });
    const session = await open();
    const notices: unknown[] = [];
    session.on('notice', (notice) => notices.push(notice));
    void session.write(new Uint8Array(2 * 9000));
    await clock.advance(9000);
    server.connections[0]!.send(turnOf(0, 'one two', 5000));
    await clock.advance(100);
    server.connections[0]!.cut(1006);
    await clock.advance(2000);
    const { send, audioMs } = server.connections[1]!;
    expect(audioMs).toBeGreaterThan(0);
    // Up to 2 s before the last word.
    const base = 3200;
    send(turnOf(0, 'three four', 4000));
    send(
      JSON.stringify({
        type: 'SpeakerRevision',
        revisions: [{ turn_order: 0, speaker_label: 'B', words: [{ text: 'three', start: 4000, end: 4200 }] }],
      }),
    );
    send('{"type":"LLMGatewayResponse","turn_order":0,"transcript":"three four","data":{"choices":[]}}');
    send('{"type":"Warning","warning_code":1,"warning":"Careful"}');
    send('{"type":"Silence","start_ms":4000,"end_ms":4500}');
    await clock.advance(100);
    expect(notices).toEqual([
      {
        type: 'SpeakerRevision',
        revisions: [
          { turn_order: 1, speaker_label: 'B', words: [{ text: 'three', start: 4000 + base, end: 4200 + base }] },
        ],
      },
      { type: 'LLMGatewayResponse', turn_order: 1, transcript: 'three four', data: { choices: [] } },
      { type: 'Warning', warning_code: 1, warning: 'Careful' },
      { type: 'Silence', start_ms: 4000 + base, end_ms: 4500 + base },
    ]);
    await clock.during(session.close());
  });
});

describe('turns', () => {
  it('are emitted even if they arrive after later turns', async () => {
    const { open, clock, server } = stage();
    const session = await open();
    const finals = collect(session);
    const { send } = server.connections[0]!;
    send(turnOf(0, 'one', 0));
    send(turnOf(2, 'three', 2000));
    send(turnOf(1, 'two', 1000));
    send(turnOf(1, 'two', 1000));
    await clock.advance(100);
    expect(finals.map(({ order, text }) => [order, text])).toEqual([
      [0, 'one'],
      [1, 'three'],
      [2, 'two'],
    ]);
    await clock.during(session.close());
  });

  it('keep their words if the formatted copy has none', async () => {
    const { open, clock, server } = stage();
    const session = await open({ format_turns: true });
    const finals = collect(session);
    const { send } = server.connections[0]!;
    send(turnOf(0, 'one two', 500));
    send(turnOf(0, 'One, two.', 500, { turn_is_formatted: true, words: [] }));
    await clock.advance(100);
    expect(finals).toMatchObject([{ text: 'One, two.', formatted: true, start: 500, end: 950, words: [{}, {}] }]);
    await clock.during(session.close());
  });

  it('are not repeated after numbers are formatted as digits', async () => {
    const { open, clock, server } = stage({ paceSlackMs: Infinity });
    const session = await open({ format_turns: true });
    const finals = collect(session);
    void session.write(new Uint8Array(2 * 8000));
    await clock.advance(8000);
    server.connections[0]!.send(turnOf(0, 'pay two thousand three hundred and four', 1000));
    // One word that replaces six.
    server.connections[0]!.send(
      turnOf(0, 'Pay 2304.', 1000, {
        turn_is_formatted: true,
        words: [
          { text: 'Pay', start: 1000, end: 1200, confidence: 1, word_is_final: true },
          { text: '2304.', start: 1250, end: 2700, confidence: 1, word_is_final: true },
        ],
      }),
    );
    await clock.advance(100);
    server.connections[0]!.cut(1006);
    await clock.advance(2000);
    const base = 1500;
    server.connections[1]!.send(turnOf(0, 'thousand three hundred and for now then', 1750 - base));
    server.connections[1]!.send(
      turnOf(0, 'Thousand 304, now then.', 1750 - base, {
        turn_is_formatted: true,
        words: [
          { text: 'Thousand', start: 1750 - base, end: 1950 - base, confidence: 1, word_is_final: true },
          { text: '304,', start: 2000 - base, end: 2700 - base, confidence: 1, word_is_final: true },
          { text: 'now', start: 3000 - base, end: 3200 - base, confidence: 1, word_is_final: true },
          { text: 'then.', start: 3250 - base, end: 3450 - base, confidence: 1, word_is_final: true },
        ],
      }),
    );
    await clock.advance(100);
    expect(finals.map(({ text }) => text)).toEqual(['Pay 2304.', 'now then.']);
    await clock.during(session.close());
  });
});
