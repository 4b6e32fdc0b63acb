import { CUT_WORD, type SessionMishap } from '@aai-connectors/stand-in/live';
import { describe, expect, it } from 'vitest';
import { BadInputError } from '../../src/errors.ts';
import type { FinalTurn } from '../../src/streaming/incoming/ledger.ts';
import { diagram } from '../../src/streaming/session/states.ts';
import type { SessionState } from '../../src/streaming/session/states.ts';
import type { SessionSummary } from '../../src/streaming/session/events.ts';
import { collect, markedAudio, speech, stage, texts } from './stage.ts';

describe('a session', () => {
  it('sends only the parameters that are set', async () => {
    const { open, server } = stage();
    await open({
      format_turns: false,
      end_of_turn_confidence_threshold: 0,
      prompt: undefined,
      keyterms_prompt: ['a b'],
    });
    const { url, headers } = server.connections[0]!;
    expect(url.href).toBe(
      'wss://streaming.example.com/v3/ws?sample_rate=1000&format_turns=false&end_of_turn_confidence_threshold=0&keyterms_prompt=%5B%22a+b%22%5D',
    );
    expect(headers).toEqual({ authorization: 'the-key' });
  });

  it('reports ignored and changed parameters after listeners can be added', async () => {
    const { open, clock } = stage({ configuration: (known) => ({ ...known, max_turn_silence: 900 }) });
    const session = await open({
      format_turns: true,
      max_turn_silence: 1000,
      min_turn_silence: 300,
      prompt: 'Names.',
      keyterms_prompt: ['a'],
      speaker_labels: false,
      webhook_auth_header_value: 'secret',
      extra: { of_tomorrow: 1 },
    });
    const warnings: unknown[] = [];
    session.on('warning', (warning) => warnings.push(warning));
    await clock.advance(100);
    expect(warnings).toEqual([
      { parameter: 'max_turn_silence', requested: 1000, used: 900 },
      { parameter: 'of_tomorrow', requested: 1, used: undefined },
    ]);
  });

  it('reports no ignored parameters without a configuration in Begin', async () => {
    const { open, clock } = stage({ configuration: () => undefined });
    const session = await open({ format_turns: true, extra: { of_tomorrow: 1 } });
    const warnings: unknown[] = [];
    session.on('warning', (warning) => warnings.push(warning));
    await clock.advance(100);
    expect(warnings).toEqual([]);
  });

  it('updates extra parameters in a running session', async () => {
    const { open, clock, server } = stage();
    const session = await open();
    session.updateConfiguration({ max_turn_silence: 500, extra: { of_tomorrow: 1 } });
    await clock.advance(100);
    expect(server.connections[0]!.texts).toEqual([
      { type: 'UpdateConfiguration', max_turn_silence: 500, of_tomorrow: 1 },
    ]);
  });

  it('emits every word once, in order, with its time', async () => {
    const { words, audio, ms } = speech(30);
    const { open, clock, server } = stage({ words });
    const session = await open();
    const finals = collect(session);
    await clock.during(session.pipe([audio]));
    const summary = await clock.during(session.close());
    expect(finals.flatMap((turn) => turn.words.map(({ text, start, end }) => ({ text, start, end })))).toEqual(
      words.map(({ text, start, end }) => ({ text, start, end })),
    );
    expect(finals.map(({ order }) => order)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(summary).toMatchObject({ audioMs: ms, gaps: [], sessionIds: ['session-1'], error: undefined });
    expect(summary.termination?.audioSeconds).toBe(Math.round(ms / 1000));
    expect(server.connections[0]!.frames.every((frame) => frame >= 50 && frame <= 1000)).toBe(true);
    expect(session.state).toBe('closed');
    expect(clock.waiting).toBe(0);
  });

  it('sends a file no faster than real time', async () => {
    const { words, audio, ms } = speech(20);
    const { open, clock } = stage({ words, paceSlackMs: 250 });
    const session = await open();
    const began = clock.now();
    await clock.during(session.pipe([audio]));
    await clock.during(session.close());
    expect(clock.now() - began).toBeGreaterThan(ms - 300);
  });

  it.each([true, false])('emits each turn once with format_turns=%s', async (format_turns) => {
    const { words, audio } = speech(15);
    const { open, clock } = stage({ words });
    const session = await open({ format_turns });
    const read: FinalTurn[] = [];
    const reading = (async () => {
      for await (const turn of session.finalTurns()) read.push(turn);
    })();
    await clock.during(session.pipe([audio]));
    await clock.during(session.close());
    await reading;
    expect(read.map(({ order, formatted }) => [order, formatted])).toEqual([
      [0, format_turns],
      [1, format_turns],
      [2, format_turns],
    ]);
    expect(read[0]!.text).toBe(format_turns ? 'W0 W1 W2 W3 W4.' : 'w0 w1 w2 w3 w4');
  });
});

describe('a lost connection', () => {
  it.each([
    [1006, ''],
    [3005, 'Session Cancelled: An error occurred'],
    [1011, ''],
    [3008, 'Session Expired: Maximum session duration exceeded'],
    [3009, 'Unauthorized Connection: Too many concurrent sessions'],
  ])('is replaced without lost or repeated words (%s %s)', async (code, reason) => {
    const { words, audio } = speech(40);
    const { open, clock, server } = stage({
      words,
      onConnect(connection) {
        if (server.connections.length < 6) clock.schedule(2750, () => connection.cut(code, reason));
      },
    });
    const session = await open();
    const finals = collect(session);
    await clock.during(session.pipe([audio]));
    const summary = await clock.during(session.close());
    expect(texts(finals)).toEqual(words.map(({ text }) => text));
    expect(finals.map(({ order }) => order)).toEqual(finals.map((_, at) => at));
    expect(finals.flatMap((turn) => turn.words.map(({ start }) => start))).toEqual(words.map(({ start }) => start));
    expect(summary.sessionIds).toHaveLength(6);
    expect(summary.gaps).toEqual([]);
  });

  it('is detected without a close event', async () => {
    const { words, audio } = speech(60);
    const { open, clock, server } = stage({
      words,
      paceSlackMs: Infinity,
      onConnect(connection) {
        if (server.connections.length === 1) clock.schedule(4000, () => connection.freeze());
      },
    });
    const session = await open();
    const finals = collect(session);
    await clock.during(session.pipe([audio]));
    const summary = await clock.during(session.close());
    expect(texts(finals)).toEqual(words.map(({ text }) => text));
    expect(summary.sessionIds).toEqual(['session-1', 'session-2']);
    expect(summary.gaps).toEqual([]);
  });
});

describe('audio that cannot be sent again', () => {
  it('is reported as a gap: audio beyond the buffer during an outage', async () => {
    const { words, audio, ms } = speech(200);
    let down = false;
    const { open, clock, server } = stage({
      words,
      paceSlackMs: Infinity,
      atConnect: () => (down ? { status: 503 } : undefined),
    });
    const session = await open({}, { bufferMs: 5000 });
    const finals = collect(session);
    const gaps: unknown[] = [];
    session.on('gap', (gap) => gaps.push(gap));
    // A microphone: writes 100 ms at a time and does not wait.
    for (let at = 0; at < ms; at += 100) {
      void session.write(audio.subarray(at * 2, (at + 100) * 2));
      if (at === 10_000) {
        down = true;
        server.connections[0]!.cut(1006);
      }
      if (at === 30_000) down = false;
      await clock.advance(100);
    }
    const summary = await clock.during(session.close());
    expect(summary.gaps).toHaveLength(1);
    expect(summary.gaps).toEqual(gaps);
    const [gap] = summary.gaps;
    expect(gap!.end - gap!.start).toBeGreaterThan(14_000);
    const emitted = new Set(texts(finals));
    for (const { text, start, end } of words) {
      const inGap = start < gap!.end && end > gap!.start;
      if (!inGap) expect(emitted).toContain(text);
    }
    const times = new Map(words.map(({ text, start }) => [text, start]));
    for (const word of finals.flatMap((turn) => turn.words)) {
      if (word.text !== CUT_WORD) expect(word.start).toBe(times.get(word.text));
    }
  });

  it('does not lose the words of a turn that is longer than the buffer', async () => {
    const { words, audio } = speech(120, 1000);
    const { open, clock, server } = stage({ words, paceSlackMs: Infinity });
    const session = await open({}, { bufferMs: 5000 });
    const finals = collect(session);
    clock.schedule(15_000, () => server.connections[0]!.cut(1006));
    await clock.during(session.pipe([audio]));
    const summary = await clock.during(session.close());
    expect(texts(finals)).toEqual(words.map(({ text }) => text));
    expect(summary.gaps).toEqual([]);
    expect(finals.map(({ order, complete }) => [order, complete])).toEqual([
      [0, false],
      [1, true],
    ]);
  });

  it('is not reported as a gap if it was silence', async () => {
    const audio = markedAudio([{ text: 'w0', start: 100, end: 300 }], 120_000);
    const { open, clock, server } = stage({ words: [{ text: 'w0', start: 100, end: 300 }], paceSlackMs: Infinity });
    const session = await open();
    const finals = collect(session);
    clock.schedule(100_000, () => server.connections[0]!.cut(1006));
    await clock.during(session.pipe([audio]));
    const summary = await clock.during(session.close());
    expect(summary.gaps).toEqual([]);
    expect(texts(finals)).toEqual(['w0']);
    // Audio that was recognized long ago is not sent again.
    expect(server.connections[1]!.audioMs).toBeLessThan(50_000);
  });

  it('is reported as a gap if the service never sends Termination and reconnecting is off', async () => {
    const { words, audio, ms } = speech(5, 10);
    const { open, clock, server } = stage({ words });
    const session = await open({}, { closeTimeoutMs: 4000, reconnect: false });
    const finals = collect(session);
    await clock.during(session.pipe([audio]));
    server.connections[0]!.freeze();
    const began = clock.now();
    const summary = await clock.during(session.close());
    expect(clock.now() - began).toBeLessThan(8000);
    expect(summary.termination).toBeUndefined();
    expect(summary.gaps.at(-1)!.end).toBeGreaterThanOrEqual(ms);
    expect(texts(finals).length).toBeGreaterThan(0);
  });
});

describe('a connection that cannot be opened', () => {
  it.each<[SessionMishap, string, number]>([
    [{ end: 'key' }, 'authentication', 1],
    [{ status: 401 }, 'authentication', 1],
    [{ status: 429 }, 'rate_limited', 4],
    ['drop', 'network', 4],
    [{ end: 'type' }, 'protocol', 1],
  ])('fails with a typed error: %o', async (mishap, code, tries) => {
    const { open, server, clock } = stage({ atConnect: () => mishap });
    await expect(open()).rejects.toMatchObject({ code });
    expect(server.connections).toHaveLength(tries);
    expect(clock.waiting).toBe(0);
  });

  it('may take long to begin', async () => {
    const { open } = stage({ faults: [{ at: 'begin', do: { slowMs: 25_000 } }] });
    expect((await open()).state).toBe('open');
  });

  it('fails if the service never sends Begin', async () => {
    const { open } = stage({ faults: [{ at: 'begin', do: 'hang' }] });
    await expect(open()).rejects.toMatchObject({
      code: 'timeout',
      message: 'The streaming session did not begin within 30 s.',
    });
  });

  it('gets a new token for each attempt', async () => {
    let issued = 0;
    const { open, server, clock } = stage({}, { token: () => Promise.resolve(`token-${++issued}`) });
    const session = await open();
    server.connections[0]!.cut(1006);
    await clock.advance(2000);
    expect(server.connections.map(({ url, headers }) => [url.searchParams.get('token'), headers])).toEqual([
      ['token-1', {}],
      ['token-2', {}],
    ]);
    await clock.during(session.close());
  });

  it.each([
    [() => '', 'bad_input'],
    [() => Promise.reject(new Error('no')), 'network'],
    [() => new Promise<string>(() => undefined), 'network'],
  ])('fails without a token', async (token, code) => {
    const { open } = stage({}, { token });
    await expect(open()).rejects.toMatchObject({ code });
  });

  it.each([
    [{ sample_rate: 0 }, {}, 'sample_rate'],
    [{ sample_rate: 16_000.5 }, {}, 'sample_rate'],
    [{}, { frameMs: 20 }, 'frameMs'],
    [{}, { bufferMs: -1 }, 'bufferMs'],
    [{}, { reconnect: { catchUp: 0.5 } }, 'reconnect.catchUp'],
  ])('is rejected before anything is sent: %o %o', async (params, options, field) => {
    const { open, server } = stage();
    await expect(open(params, options)).rejects.toMatchObject({ code: 'bad_input', field });
    expect(server.connections).toHaveLength(0);
  });
});

describe('the end of a session', () => {
  it('is caused by the signal, and sends Terminate', async () => {
    const { open, clock, server } = stage();
    const controller = new AbortController();
    const session = await open({}, { signal: controller.signal });
    const reading = session.finalTurns().next();
    controller.abort('enough');
    await expect(reading).rejects.toMatchObject({ code: 'aborted', message: 'Streaming was cancelled (enough).' });
    await expect(session.write(new Uint8Array(10))).rejects.toMatchObject({ code: 'aborted' });
    await clock.advance(100);
    expect(server.connections[0]!.texts).toEqual([{ type: 'Terminate' }]);
    expect(session.state).toBe('closed');
    expect((await session.close()).error).toMatchObject({ code: 'aborted' });
    expect(clock.waiting).toBe(0);
  });

  it('needs no connection if the session was aborted before it began', async () => {
    const { open, server } = stage();
    await expect(open({}, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
    expect(server.connections).toHaveLength(0);
  });

  it('rejects every promise if reconnecting is off', async () => {
    const { words, audio } = speech(40);
    const { open, clock, server } = stage({ words });
    const session = await open({}, { reconnect: false });
    const errors: unknown[] = [];
    const closes: SessionSummary[] = [];
    session.on('error', (error) => errors.push(error));
    session.on('close', (summary) => closes.push(summary));
    clock.schedule(3000, () => server.connections[0]!.cut(3005, 'Session Cancelled: An error occurred'));
    await expect(clock.during(session.pipe([audio]))).rejects.toMatchObject({
      code: 'server',
      closeCode: 3005,
      sessionId: 'session-1',
    });
    expect(errors).toHaveLength(1);
    expect(closes[0]!.gaps).toHaveLength(1);
    expect((await session.close()).error).toBe(errors[0]);
  });

  it('follows the idle timeout', async () => {
    const { open, clock } = stage();
    const session = await open({}, { idleTimeoutMs: 10_000 });
    await clock.advance(20_000);
    expect(session.state).toBe('closed');
  });

  it('follows Termination from the service', async () => {
    const { open, clock, server } = stage();
    const session = await open();
    const ended = (async () => {
      for await (const turn of session.finalTurns()) void turn;
    })();
    server.connections[0]!.send('{"type":"Termination","audio_duration_seconds":0,"session_duration_seconds":1}');
    await clock.during(ended);
    expect(session.state).toBe('closed');
  });

  it('has the same summary for repeated calls of close', async () => {
    const { open, clock } = stage();
    const session = await open();
    const [first, second] = await clock.during(Promise.all([session.close(), session.close()]));
    expect(second).toEqual(first);
    await expect(session.write(new Uint8Array(2))).rejects.toBeInstanceOf(BadInputError);
    expect(() => session.forceEndpoint()).toThrow(BadInputError);
    expect(await session.turns().next()).toEqual({ done: true, value: undefined });
  });

  it('follows the end of an await using block, and of a piped stream', async () => {
    const { open, clock, server } = stage();
    {
      const session = await open();
      const leaving = session[Symbol.asyncDispose]();
      await clock.during(leaving);
      expect(session.state).toBe('closed');
    }
    const session = await open();
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(400));
        controller.close();
      },
    });
    await clock.during(stream.pipeTo(session.writable));
    expect(session.state).toBe('closed');
    expect(server.connections[1]!.audioMs).toBe(200);
  });
});

describe('a message of the service', () => {
  it('never crashes the session and always causes an event', async () => {
    const { open, clock, server } = stage();
    const session = await open();
    const seen: unknown[] = [];
    session.on('unreadable', ({ why }) => seen.push(why));
    session.on('unknown', ({ type }) => seen.push(type));
    session.on('notice', ({ type }) => seen.push(type));
    session.on('serverError', ({ message }) => seen.push(message));
    session.on('speechStarted', ({ timestamp }) => seen.push(timestamp));
    session.on('turn', (turn) => seen.push(turn.words));
    const { send } = server.connections[0]!;
    for (const text of [
      'not json',
      'null',
      '[]',
      '{"type":"Horoscope"}',
      '{"type":"Warning","warning":"Careful"}',
      '{"type":"Error","code":3007,"detail":"In new words"}',
      '{"error":"Something is wrong"}',
      '{"type":"Error","error_code":1,"error":"Wrong again"}',
      '{"type":"SpeechStarted","timestamp":42}',
      '{"type":"Turn"}',
      '{"type":"Turn","turn_order":0,"words":[{"text":"half"},7,null]}',
      '{"type":"Turn","turn_order":1,"turn_is_formatted":false,"end_of_turn":false,"transcript":"a","end_of_turn_confidence":0,"words":null}',
      '{"type":"Begin","id":"again"}',
    ]) {
      send(text);
    }
    send(new Uint8Array([1, 2]));
    await clock.advance(100);
    expect(seen).toEqual([
      'Not JSON.',
      'Not a JSON object.',
      'Not a JSON object.',
      'Horoscope',
      'Warning',
      '{"type":"Error","code":3007,"detail":"In new words"}',
      'Something is wrong',
      'Wrong again',
      42,
      'Turn without turn_order.',
      [{ text: 'half', start: 0, end: 0, confidence: 0, word_is_final: true }],
      [],
      'Begin',
      'Binary frame instead of text.',
    ]);
    expect(session.state).toBe('open');
    server.connections[0]!.cut(3005);
    await clock.advance(5000);
    await clock.during(session.close());
  });

  it('reaches other listeners if a listener throws', async () => {
    const { words, audio } = speech(10);
    const { open, clock, unhandled } = stage({ words });
    const session = await open();
    const errors: unknown[] = [];
    session.on('error', (error) => {
      errors.push(error);
      throw new Error('even here');
    });
    session.on('turn', () => {
      throw new Error('in a listener');
    });
    const finals = collect(session);
    await clock.during(session.pipe([audio]));
    await clock.during(session.close());
    expect(texts(finals)).toHaveLength(10);
    expect(errors.length).toBeGreaterThan(0);
    expect(unhandled).toHaveLength(errors.length);
  });

  it('may repeat a turn or arrive out of order', async () => {
    const { open, clock, server } = stage();
    const session = await open();
    const finals = collect(session);
    const turn = (order: number, text: string, end: boolean): string =>
      JSON.stringify({
        type: 'Turn',
        turn_order: order,
        turn_is_formatted: false,
        end_of_turn: end,
        transcript: text,
        end_of_turn_confidence: 1,
        words: text.split(' ').map((word, at) => ({
          text: word,
          start: order * 1000 + at,
          end: order * 1000 + at + 1,
          confidence: 1,
          word_is_final: true,
        })),
      });
    const { send } = server.connections[0]!;
    for (const message of [
      turn(0, 'one', false),
      turn(1, 'three', false),
      turn(0, 'one two', true),
      turn(0, 'one two', true),
      turn(0, 'one', false),
      turn(2, 'four', true),
      turn(2, 'four', true),
      turn(1, 'three late', true),
    ]) {
      send(message);
    }
    await clock.advance(100);
    expect(finals.map(({ order, text, complete }) => [order, text, complete])).toEqual([
      [0, 'one two', true],
      [1, 'three', false],
      [2, 'four', true],
    ]);
    await clock.during(session.close());
  });

  it('finishes a turn even if its formatted copy never arrives', async () => {
    const { words, audio } = speech(10);
    const { open, clock } = stage({ words, faults: [{ at: 'begin', do: 'unformatted' }] });
    const session = await open({ format_turns: true });
    const finals = collect(session);
    await clock.during(session.pipe([audio]));
    await clock.advance(5000);
    expect(finals.map(({ formatted, complete }) => [formatted, complete])).toEqual([
      [false, true],
      [false, true],
    ]);
    await clock.during(session.close());
  });
});

describe('in-session control', () => {
  it('applies to the current and later connections', async () => {
    const { open, clock, server } = stage();
    const session = await open();
    session.updateConfiguration({ max_turn_silence: 900, min_turn_silence: undefined });
    session.updateConfiguration({ end_of_turn_confidence_threshold: 0 });
    expect(() => session.updateConfiguration({})).toThrow(BadInputError);
    await clock.advance(100);
    server.connections[0]!.cut(1006);
    await clock.advance(3000);
    expect(server.connections[0]!.texts).toEqual([
      { type: 'UpdateConfiguration', max_turn_silence: 900 },
      { type: 'UpdateConfiguration', end_of_turn_confidence_threshold: 0 },
    ]);
    expect(server.connections[1]!.texts).toEqual([
      { type: 'UpdateConfiguration', max_turn_silence: 900, end_of_turn_confidence_threshold: 0 },
    ]);
    await clock.during(session.close());
  });

  it('ends a turn after the audio written before', async () => {
    const { words, audio } = speech(10, 100);
    const { open, clock, server } = stage({ words });
    const session = await open();
    const finals = collect(session);
    const half = words[4]!.end * 2 + 20;
    void session.write(audio.subarray(0, half));
    session.forceEndpoint();
    await clock.during(session.pipe([audio.subarray(half)]));
    await clock.during(session.close());
    expect(finals.map((turn) => turn.words.length)).toEqual([5, 5]);
    expect(server.connections[0]!.texts[0]).toEqual({ type: 'ForceEndpoint' });
  });

  it('keeps a session without audio open with KeepAlive', async () => {
    const { open, clock, server } = stage();
    const session = await open({ inactivity_timeout: 10 });
    await clock.advance(30_000);
    const alive = server.connections[0]!.texts.filter(({ type }) => type === 'KeepAlive');
    expect(alive.length).toBeGreaterThanOrEqual(5);
    await clock.during(session.close());
    const other = await open({ inactivity_timeout: 10 }, { keepAlive: false });
    await clock.advance(30_000);
    expect(server.connections[1]!.texts).toEqual([]);
    expect(await clock.during(other.close())).toMatchObject({ error: { code: 'timeout' } });
  });
});

describe('a session that reaches its maximum duration', () => {
  it('is replaced between two turns', async () => {
    const { words, audio } = speech(700);
    const { open, clock, server } = stage({ words, maxSeconds: 100, paceSlackMs: Infinity });
    const session = await open();
    const finals = collect(session);
    await clock.during(session.pipe([audio]));
    const summary = await clock.during(session.close());
    expect(texts(finals)).toEqual(words.map(({ text }) => text));
    expect(summary.gaps).toEqual([]);
    expect(summary.sessionIds.length).toBeGreaterThanOrEqual(3);
    expect(server.connections[0]!.texts).toContainEqual({ type: 'Terminate' });
    expect(server.mostOpen).toBeLessThanOrEqual(2);
  });
});

describe('the speed of sending', () => {
  it('drops to real time after the service rejects it', async () => {
    const { words, audio } = speech(60);
    const { open, clock, server } = stage({
      words,
      paceSlackMs: 400,
      onConnect(connection) {
        if (server.connections.length === 1) clock.schedule(5000, () => connection.freeze());
      },
    });
    const session = await open();
    const finals = collect(session);
    await clock.during(session.pipe([audio]));
    await clock.during(session.close());
    expect(texts(finals)).toEqual(words.map(({ text }) => text));
    expect(server.connections).toHaveLength(3);
  });
});

describe('readers', () => {
  it('get partial turns, and only the latest state if they are slow', async () => {
    const { words, audio } = speech(10);
    const { open, clock } = stage({ words });
    const session = await open();
    const turns = session.turns();
    await clock.during(session.pipe([audio]));
    await clock.during(session.close());
    const seen = [];
    for await (const turn of turns) seen.push([turn.turn_order, turn.end_of_turn]);
    expect(seen).toEqual([
      [0, true],
      [1, true],
    ]);
  });

  it('can stop early', async () => {
    const { words, audio } = speech(10);
    const { open, clock } = stage({ words });
    const session = await open();
    const read: FinalTurn[] = [];
    const reading = (async () => {
      for await (const turn of session.finalTurns()) {
        read.push(turn);
        break;
      }
    })();
    await clock.during(session.pipe([audio]));
    await reading;
    expect(read).toHaveLength(1);
    expect(session.state).toBe('open');
    await clock.during(session.close());
  });
});

describe('the states', () => {
  it('change according to the table', async () => {
    const { open, clock, server } = stage();
    const session = await open();
    const states: SessionState[] = [session.state];
    session.on('state', ({ to }) => states.push(to));
    server.connections[0]!.cut(1006);
    await clock.advance(3000);
    await clock.during(session.close());
    expect(states).toEqual(['open', 'reconnecting', 'open', 'terminating', 'closed']);
  });

  it('match the diagram', () => {
    expect(diagram()).toContain('  open --> reconnecting: lost');
  });
});
