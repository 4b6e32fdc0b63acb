import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { isOver } from '../streaming/turns.ts';
import { ENDING_NAMES } from '../streaming/endings.ts';
import { readParams } from '../streaming/params.ts';
import {
  CUT_WORD,
  createServiceSession,
  virtualClock,
  type VirtualClock,
  markedAudio,
  markedListener,
  type MarkedWord,
  recordedLines,
  type ServiceSession,
  type SessionFault,
  type SessionSettings,
  spokenListener,
  type StandInOptions,
} from '../index.ts';
import { session } from './support.ts';

const RATE = 8000;

/** Words of 200 ms, a pause of 500 ms after every third. */
const WORDS: readonly MarkedWord[] = Array.from({ length: 9 }, (_, at) => {
  const start = 200 + at * 250 + Math.floor(at / 3) * 500;
  return { text: `w${at}`, start, end: start + 200 };
});
const TOTAL_MS = 4500;

interface Driven {
  readonly clock: VirtualClock;
  readonly session: ServiceSession;
  readonly messages: Record<string, unknown>[];
  readonly closes: { readonly code: number; readonly reason: string }[];
  /** Sends audio at the speed at which it is spoken. */
  speak(samples: Int16Array, frameMs?: number): Promise<void>;
  say(message: object | string): Promise<void>;
}

function driven(query: Record<string, unknown> = {}, settings: Partial<SessionSettings> = {}): Driven {
  const clock = virtualClock();
  const messages: Record<string, unknown>[] = [];
  const closes: { code: number; reason: string }[] = [];
  const made = createServiceSession(
    {
      send: (data) =>
        messages.push(
          typeof data === 'string' ? (parsed(data) as Record<string, unknown>) : { binary: data.byteLength },
        ),
      close: (code, reason) => closes.push({ code, reason }),
      destroy: () => closes.push({ code: 1006, reason: 'destroyed' }),
      freeze: () => closes.push({ code: 0, reason: 'frozen' }),
    },
    { sample_rate: String(RATE), ...query },
    {
      clock,
      listener: markedListener(WORDS),
      edition: '2026-03',
      maxSeconds: 10_800,
      paceSlackMs: 1000,
      latencyMs: 0,
      faults: [],
      ...settings,
    },
  );
  return {
    clock,
    session: made,
    messages,
    closes,
    async speak(samples, frameMs = 100) {
      const size = (RATE * frameMs) / 1000;
      for (let at = 0; at < samples.length; at += size) {
        const frame = samples.slice(at, at + size);
        await clock.advance((frame.length / RATE) * 1000);
        made.receive(new Uint8Array(frame.buffer));
      }
    },
    async say(message) {
      made.receive(typeof message === 'string' ? message : JSON.stringify(message));
      await clock.advance(0);
    },
  };
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return { unreadable: text };
  }
};

const AUDIO = markedAudio(WORDS, TOTAL_MS, RATE);

const ends = (messages: readonly Record<string, unknown>[]): unknown[] =>
  messages
    .filter(({ end_of_turn }) => end_of_turn === true)
    .map(({ turn_order, turn_is_formatted, transcript }) => [turn_order, turn_is_formatted, transcript]);

describe('a session', () => {
  it('begins, sends turns like recorded ones, and ends with its duration', async () => {
    const { messages, speak, say, closes, clock } = driven();
    await speak(AUDIO);
    await say({ type: 'Terminate' });
    await clock.advance(10);
    expect(messages[0]).toMatchObject({ type: 'Begin', id: expect.any(String) as string });
    expect(ends(messages)).toEqual([
      [0, false, 'w0 w1 w2'],
      [1, false, 'w3 w4 w5'],
      [2, false, 'w6 w7 w8'],
    ]);
    expect(messages.at(-1)).toEqual({ type: 'Termination', audio_duration_seconds: 5, session_duration_seconds: 5 });
    expect(closes).toEqual([{ code: 1000, reason: '' }]);
    for (const { words, transcript, type } of messages as {
      words: { text: string; word_is_final: boolean }[];
      transcript: string;
      type: string;
    }[]) {
      if (type !== 'Turn') continue;
      expect(words.filter(({ word_is_final }) => !word_is_final).length).toBeLessThanOrEqual(1);
      expect(words.findIndex(({ word_is_final }) => !word_is_final)).toBeOneOf([-1, words.length - 1]);
      expect(transcript).toBe(
        words
          .filter(({ word_is_final }) => word_is_final)
          .map(({ text }) => text)
          .join(' '),
      );
    }
  });

  it('sends the keys of the recorded messages, and no others', async () => {
    const { messages, speak } = driven();
    await speak(AUDIO);
    const recorded = readFileSync(new URL('../fixtures/streaming/message-sequence.jsonl', import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { words: object[] });
    const turn = messages.find(({ type }) => type === 'Turn') as unknown as { words: object[] };
    expect(Object.keys(turn).sort()).toEqual(Object.keys(recorded[0]!).sort());
    expect(Object.keys(turn.words[0]!).sort()).toEqual(Object.keys(recorded[0]!.words[0]!).sort());
  });

  it('follows an end by its formatted copy when asked', async () => {
    const { messages, speak } = driven({ format_turns: 'true' });
    await speak(AUDIO);
    expect(ends(messages).slice(0, 2)).toEqual([
      [0, false, 'w0 w1 w2'],
      [0, true, 'w0 w1 w2'],
    ]);
  });

  it.each([
    [{ end_of_turn_confidence_threshold: '1', max_turn_silence: '5000' }, 0],
    [{ end_of_turn_confidence_threshold: '1', max_turn_silence: '450' }, 3],
    [{ min_turn_silence: '800', max_turn_silence: '5000' }, 1],
    [{ min_end_of_turn_silence_when_confident: '100' }, 3],
    // The listener is sure to 0.9, and more than the threshold is asked for.
    [{ end_of_turn_confidence_threshold: '0.9', max_turn_silence: '5000' }, 0],
    [{ end_of_turn_confidence_threshold: '0.89', max_turn_silence: '5000' }, 3],
  ])('obeys %o', async (query, turns) => {
    const { messages, speak } = driven(query);
    await speak(AUDIO);
    expect(ends(messages)).toHaveLength(turns);
  });

  it('accepts UpdateConfiguration, and ends a turn on ForceEndpoint', async () => {
    const { messages, speak, say } = driven({ end_of_turn_confidence_threshold: '1', max_turn_silence: '5000' });
    const half = (RATE * 1300) / 1000;
    await speak(AUDIO.slice(0, half));
    await say({ type: 'ForceEndpoint' });
    await say({ type: 'UpdateConfiguration', max_turn_silence: 300, format_turns: true });
    await speak(AUDIO.slice(half));
    expect(ends(messages)[0]).toEqual([0, false, 'w0 w1 w2']);
    expect(ends(messages).length).toBe(5);
  });

  it('returns the same words for chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 50, max: 1000 }),
        fc.integer({ min: 0, max: 3000 }),
        async (frameMs, fromMs) => {
          const { messages, speak, say } = driven({}, { paceSlackMs: Infinity });
          await speak(AUDIO.slice((RATE * fromMs) / 1000), frameMs);
          if (messages.length === 0) return;
          await say({ type: 'Terminate' });
          const heard = ends(messages).flatMap((end) => String((end as unknown[])[2]).split(' '));
          const expected = WORDS.filter(({ end }) => end > fromMs).map(({ text, start, end }) =>
            end - Math.max(start, fromMs) >= (end - start) * 0.6 ? text : CUT_WORD,
          );
          // A last chunk that is too short for a frame ends the session before its words are sent.
          expect(expected.slice(0, heard.length)).toEqual(heard);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('understands mu-law too', async () => {
    const made = driven({ encoding: 'pcm_mulaw' }, { listener: markedListener([]) });
    made.session.receive(new Uint8Array(RATE / 10).fill(0xff));
    expect(made.session.log.audioMs).toBe(100);
    expect(made.closes).toEqual([]);
  });
});

describe('the end of a turn', () => {
  const words = (isFinal: boolean, ms = 200) => [
    { text: 'a', display: 'a', start: 0, end: ms, confidence: 1, isFinal },
  ];
  const params = readParams({ min_turn_silence: 400, max_turn_silence: 1000, end_of_turn_confidence_threshold: 0.5 });

  it.each([
    ['sure and quiet for a while', words(true), 400, 0.51, true],
    ['sure, and not yet quiet for long enough', words(true), 399, 0.99, false],
    ['not surer than the threshold', words(true), 999, 0.5, false],
    ['quiet for long, whatever it seems', words(true), 1000, 0, true],
    ['less than 80 ms of speech', words(true, 79), 5000, 1, false],
    ['80 ms of speech', words(true, 80), 1000, 1, true],
    ['a last word that may still change', words(false), 5000, 1, false],
    ['nothing said', [], 5000, 1, false],
  ])('%s', (_, heard, silenceMs, endConfidence, over) => {
    expect(isOver({ words: heard, silenceMs, endConfidence }, params)).toBe(over);
  });
});

describe('a session is ended', () => {
  const silence = (ms: number): Uint8Array => new Uint8Array((RATE * 2 * ms) / 1000);
  const cases: readonly [string, (stage: Driven) => void | Promise<void>, number, string][] = [
    [
      'short frames',
      ({ session: { receive } }) => receive(silence(49)),
      3007,
      'Input duration violation: 49 ms. Expected between 50 and 1000 ms',
    ],
    [
      'long frames',
      ({ session: { receive } }) => receive(silence(1001)),
      3007,
      'Input duration violation: 1001 ms. Expected between 50 and 1000 ms',
    ],
    [
      'audio that comes too fast',
      ({ session: { receive } }) => [1, 2].forEach(() => receive(silence(1000))),
      3007,
      'Audio Transmission Rate Exceeded: Received 2.0 sec. audio in 0.0 sec',
    ],
    ['broken JSON', ({ session: { receive } }) => receive('{'), 3006, 'Invalid JSON: {'],
    ['a list', ({ session: { receive } }) => receive('[]'), 3006, 'Invalid Message: []'],
    [
      'an unknown message',
      ({ session: { receive } }) => receive('{"type":"Hello"}'),
      3006,
      'Invalid Message Type: Hello',
    ],
    [
      'the legacy terminate message',
      ({ session: { receive } }) => receive('{"terminate_session":true}'),
      3006,
      'Invalid Message Type: {"terminate_session":true}',
    ],
    ['its age', ({ clock }) => clock.advance(10_800_000), 3008, 'Session Expired: Maximum session duration exceeded'],
  ];
  it.each(cases)('for %s', async (_, cause, code, reason) => {
    const stage = driven();
    await cause(stage);
    await stage.clock.advance(0);
    expect(stage.closes).toEqual([{ code, reason }]);
    expect(stage.session.log.ended).toEqual({ code, reason });
  });

  it.each([50, 1000])('not for a frame of exactly %d ms', (ms) => {
    const stage = driven();
    stage.session.receive(silence(ms));
    expect(stage.closes).toEqual([]);
  });

  it.each(['2025-07', '2026-03'] as const)('on demand in every way that is documented (%s)', async (edition) => {
    const documented = JSON.parse(
      readFileSync(new URL(`../fixtures/streaming/close-codes.${edition}.json`, import.meta.url), 'utf8'),
    ) as { code: number; reason: string }[];
    const made = [];
    for (const name of ENDING_NAMES) {
      const stage = driven({}, { edition, faults: [{ at: { ms: 100 }, do: { end: name } }] });
      await stage.clock.advance(100);
      made.push(...stage.closes);
    }
    expect(made).toHaveLength(ENDING_NAMES.length);
    for (const { code, reason } of documented) {
      const pattern = new RegExp(`^${reason.replace(/<[^>]+>/g, '.+')}$`);
      expect(made).toContainEqual({ code, reason: expect.stringMatching(pattern) as string });
    }
  });

  it('with the codes of 2025 too', () => {
    const stage = driven({}, { edition: '2025-07' });
    stage.session.receive('{');
    expect(stage.closes).toEqual([{ code: 3005, reason: 'Invalid JSON: {' }]);
  });

  it('for inactivity, unless it is kept alive', async () => {
    const { clock, say, closes } = driven({ inactivity_timeout: '10' });
    await clock.advance(8000);
    await say({ type: 'KeepAlive' });
    await clock.advance(8000);
    expect(closes).toEqual([]);
    await clock.advance(3000);
    expect(closes).toEqual([expect.objectContaining({ code: 3006 })]);
  });

  it('for parameters that make no sense', async () => {
    const { closes, clock } = driven({ sample_rate: 'many' });
    await clock.advance(0);
    expect(closes).toEqual([expect.objectContaining({ code: 3006 })]);
  });
});

describe('what can be made to go wrong', () => {
  const suffering = async (fault: Omit<SessionFault, 'session'>): Promise<Driven> => {
    const stage = driven({}, { faults: [fault] });
    await stage.speak(AUDIO);
    return stage;
  };

  it('strikes at a byte, a message or a time', async () => {
    expect((await suffering({ at: { bytes: 16_000 }, do: 'drop' })).closes).toEqual([
      { code: 1006, reason: 'destroyed' },
    ]);
    const atMessage = await suffering({ at: { message: 3 }, do: { close: 1011, reason: 'x' } });
    expect(atMessage.closes).toEqual([{ code: 1011, reason: 'x' }]);
    expect(atMessage.messages).toHaveLength(3);
    expect((await suffering({ at: { ms: 1000 }, do: 'half-open' })).closes).toEqual([{ code: 0, reason: 'frozen' }]);
  });

  it('is bad JSON, a binary frame, something new, or an error', async () => {
    for (const [mishap, seen] of [
      ['bad-json', { unreadable: '{"type":"Turn","turn_order":' }],
      ['binary', { binary: 4 }],
      ['unknown-type', { type: 'SomethingNew', value: 1 }],
      ['error-message', { error: 'Something went wrong' }],
    ] as const) {
      const { messages } = await suffering({ at: { ms: 500 }, do: mishap });
      expect(messages).toContainEqual(seen);
    }
  });

  it('is a turn twice, or two in the wrong order', async () => {
    const plain = (await suffering({ at: { ms: 1e9 }, do: 'drop' })).messages.slice(1);
    const twice = (await suffering({ at: { message: 2 }, do: 'duplicate-turn' })).messages.slice(1);
    expect(twice).toEqual([plain[0], plain[1], plain[1], ...plain.slice(2)]);
    const swapped = (await suffering({ at: { message: 2 }, do: 'out-of-order' })).messages.slice(1);
    expect(swapped).toEqual([plain[0], plain[2], plain[1], ...plain.slice(3)]);
  });

  it('is turns whose formatted copies never come', async () => {
    const formatted = driven({ format_turns: 'true' }, { id: 'one' });
    await formatted.speak(AUDIO);
    const plain = driven({ format_turns: 'true' }, { id: 'one', faults: [{ at: 'begin', do: 'unformatted' }] });
    await plain.speak(AUDIO);
    const isCopy = (message: Record<string, unknown>): boolean => message['turn_is_formatted'] === true;
    expect(formatted.messages.filter(isCopy)).toHaveLength(3);
    expect(plain.messages).toEqual(formatted.messages.filter((message) => !isCopy(message)));
    expect(plain.session.log.sent).toBe(plain.messages.length - 1);
  });

  it('differs between sessions that recognize the same words', async () => {
    const listener = markedListener(WORDS, {
      mishear: (word, index, session) => [
        { ...word, text: `${word.text}-${session}`, extra: { spoken: index } },
        ...(index === 0 ? [word] : []),
      ],
    });
    for (const number of [1, 2]) {
      const { messages, speak } = driven({}, { listener });
      await speak(AUDIO);
      const [end] = messages.filter((message) => message['end_of_turn'] === true);
      expect(end).toMatchObject({ transcript: `w0-${number} w0 w1-${number} w2-${number}` });
      expect((end!['words'] as { spoken?: number }[]).map(({ spoken }) => spoken)).toEqual([0, undefined, 1, 2]);
    }
  });

  it('is a late Begin, or none', async () => {
    const late = driven({}, { faults: [{ at: 'begin', do: { slowMs: 2000 } }] });
    expect(late.messages).toEqual([]);
    await late.clock.advance(2000);
    expect(late.messages).toHaveLength(1);
    const never = driven({}, { faults: [{ at: 'begin', do: 'hang' }] });
    await never.clock.advance(60_000);
    expect(never.messages).toEqual([]);
  });
});

describe('over a socket', () => {
  const opened = (options: StandInOptions = {}) =>
    session({ streaming: { listener: markedListener(WORDS), latencyMs: 0 }, ...options });
  const dialled = (url: string, headers: Record<string, string> = {}) => {
    const socket = new WebSocket(url.replace('http', 'ws'), { headers });
    const messages: Record<string, unknown>[] = [];
    socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as Record<string, unknown>));
    const ended = new Promise<{ code: number; reason: string; status?: number }>((resolve) => {
      socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
      socket.on('unexpected-response', (request, response) => {
        resolve({ code: 0, reason: '', status: response.statusCode ?? 0 });
        request.destroy();
      });
      socket.on('error', () => undefined);
    });
    const begun = new Promise<void>((resolve) => socket.once('message', () => resolve()));
    return { socket, messages, ended, begun };
  };

  it('lets in who has the key, or a token once', async () => {
    const { standIn, call } = await opened();
    const withKey = dialled(`${standIn.url}/v3/ws?sample_rate=8000`, { authorization: standIn.keys[0]! });
    await withKey.begun;
    const { json } = await call('GET', '/v3/token?expires_in_seconds=60');
    const address = `${standIn.url}/v3/ws?sample_rate=8000&token=${String(json['token'])}`;
    await dialled(address).begun;
    expect(standIn.sessions().map(({ auth }) => auth)).toEqual(['key', 'token']);
    expect(await dialled(address).ended).toEqual({
      code: 1008,
      reason: 'Unauthorized Connection: Missing Authorization header',
    });
    expect(await dialled(`${standIn.url}/v3/ws`).ended).toMatchObject({
      reason: 'Unauthorized Connection: Missing Authorization header',
    });
    expect(await dialled(`${standIn.url}/v3/ws`, { authorization: 'no' }).ended).toMatchObject({ code: 1008 });
    expect(await dialled(`${standIn.url}/v4/ws`).ended).toMatchObject({ status: 404 });
  });

  it('lets a token grow old, and limits the session to what it says', async () => {
    const { standIn, call, clock } = await opened();
    const issue = async (query: string) => String((await call('GET', `/v3/token?${query}`)).json['token']);
    const late = await issue('expires_in_seconds=60');
    await clock.advance(61_000);
    expect(await dialled(`${standIn.url}/v3/ws?token=${late}`).ended).toMatchObject({ code: 1008 });
    const short = await issue('expires_in_seconds=60&max_session_duration_seconds=60');
    const { begun, ended } = dialled(`${standIn.url}/v3/ws?token=${short}`);
    await begun;
    await clock.advance(60_000);
    expect(await ended).toMatchObject({ code: 3008 });
  });

  it('limits how many there are', async () => {
    const { standIn } = await opened({ streaming: { listener: markedListener([]), maxSessions: 1 } });
    const headers = { authorization: standIn.keys[0]! };
    await dialled(`${standIn.url}/v3/ws`, headers).begun;
    expect(await dialled(`${standIn.url}/v3/ws`, headers).ended).toEqual({
      code: 3009,
      reason: 'Unauthorized Connection: Too many concurrent sessions',
    });
  });

  it('takes no message above 128 KB', async () => {
    const { standIn } = await opened();
    const { socket, begun, ended } = dialled(`${standIn.url}/v3/ws`, { authorization: standIn.keys[0]! });
    await begun;
    socket.send(new Uint8Array(128 * 1024 + 1));
    expect(await ended).toMatchObject({ code: 1009 });
  });

  it('can stop sending anything: no pong, no message, no close', async () => {
    const { standIn, clock } = await opened();
    standIn.sessionFaults.add({ at: { bytes: 3200 }, do: 'half-open' });
    const { socket, begun, messages } = dialled(`${standIn.url}/v3/ws?sample_rate=${RATE}`, {
      authorization: standIn.keys[0]!,
    });
    await begun;
    const pong = new Promise((resolve) => socket.once('pong', resolve));
    socket.ping();
    await pong;
    for (let at = 0; at < 4000; at += 800) socket.send(AUDIO.slice(at, at + 800));
    await vi.waitFor(() => expect(standIn.sessions()[0]!.audioMs).toBeGreaterThanOrEqual(200));
    let answered = false;
    socket.once('pong', () => (answered = true));
    socket.ping();
    await clock.advance(60_000);
    // Another connection is served meanwhile, so time enough has passed for an answer.
    standIn.sessionFaults.clear();
    await dialled(`${standIn.url}/v3/ws`, { authorization: standIn.keys[0]! }).begun;
    expect([answered, messages.length, socket.readyState]).toEqual([false, 1, WebSocket.OPEN]);
    socket.terminate();
  });

  it('can reject the handshake, as set over HTTP', async () => {
    const { standIn } = await opened();
    const set = (body: object) =>
      fetch(`${standIn.url}/_stand-in/session-faults`, { method: 'POST', body: JSON.stringify(body) });
    expect((await set({ at: 'connect', do: { status: 503 } })).status).toBe(200);
    expect((await set({ at: 'never', do: 'drop' })).status).toBe(400);
    expect((await set({ at: 'begin', do: 'explode' })).status).toBe(400);
    expect(await dialled(`${standIn.url}/v3/ws`, { authorization: standIn.keys[0]! }).ended).toMatchObject({
      status: 503,
    });
    await fetch(`${standIn.url}/_stand-in/session-faults`, { method: 'DELETE' });
    await dialled(`${standIn.url}/v3/ws`, { authorization: standIn.keys[0]! }).begun;
  });

  it('plays a recorded session', async () => {
    const lines = recordedLines(
      readFileSync(new URL('../fixtures/streaming/assembled-session.jsonl', import.meta.url), 'utf8'),
    );
    const { standIn } = await opened({ streaming: { replay: lines } });
    const { socket, messages, begun, ended } = dialled(`${standIn.url}/v3/ws`, { authorization: standIn.keys[0]! });
    await begun;
    socket.send(JSON.stringify({ type: 'Terminate' }));
    expect(await ended).toMatchObject({ code: 1000 });
    expect(messages.map(({ type }) => type)).toEqual(['Begin', ...Array<string>(7).fill('Turn'), 'Termination']);
  });
});

describe('the embedded recognizer', () => {
  it('recognizes the dialogue from any turn', async () => {
    const { bundledRecordings } = await import('../engines/recordings.ts');
    const { channelOf, parseWav } = await import('../engines/wav.ts');
    const { path, turns } = bundledRecordings().find(({ name }) => name === 'dialogue')!;
    const wav = parseWav(readFileSync(path))!;
    const samples = Int16Array.from(channelOf(wav, 'mix'), (value) => value * 0x7fff);
    const listener = spokenListener();
    try {
      // Half a second before the second and the fifth turn.
      for (const [first, fromMs] of [
        [0, 0],
        [1, 3990],
        [4, 17_150],
      ] as const) {
        const ears = listener.open(wav.sampleRate);
        const heard: string[] = [];
        const step = wav.sampleRate / 10;
        for (let at = Math.round((wav.sampleRate * fromMs) / 1000); at < samples.length; at += step) {
          const { words, silenceMs } = await ears.hear(samples.slice(at, at + step));
          if (silenceMs < 400 || words.length === 0) continue;
          heard.push((await ears.endTurn()).words.map(({ display }) => display).join(' '));
        }
        const rest = (await ears.endTurn()).words;
        if (rest.length > 0) heard.push(rest.map(({ display }) => display).join(' '));
        ears.close();
        expect(heard).toEqual(turns.slice(first).map(({ text }) => text));
      }
    } finally {
      await listener.close?.();
    }
  }, 120_000);

  it('reports no word, not even for a moment, for recordings that are played backwards', async () => {
    const { bundledRecordings } = await import('../engines/recordings.ts');
    const { channelOf, parseWav } = await import('../engines/wav.ts');
    const listener = spokenListener();
    try {
      for (const { name, path } of bundledRecordings().filter((recording) => !recording.name.startsWith('dialogue'))) {
        const wav = parseWav(readFileSync(path))!;
        const samples = Int16Array.from(channelOf(wav, 'mix'), (value) => value * 0x7fff).reverse();
        const ears = listener.open(wav.sampleRate);
        const heard = new Set<string>();
        const step = wav.sampleRate / 10;
        for (let at = 0; at < samples.length; at += step) {
          for (const { text } of (await ears.hear(samples.slice(at, at + step))).words) heard.add(text);
        }
        for (const { text } of (await ears.endTurn()).words) heard.add(text);
        ears.close();
        expect([name, ...heard]).toEqual([name]);
      }
    } finally {
      await listener.close?.();
    }
  }, 120_000);

  it('gives a person the words of the script, in their order', async () => {
    const { bundledRecordings } = await import('../engines/recordings.ts');
    const { channelOf, parseWav } = await import('../engines/wav.ts');
    const { path, turns } = bundledRecordings().find(({ name }) => name === 'jfk')!;
    const wav = parseWav(readFileSync(path))!;
    const samples = Int16Array.from(channelOf(wav, 'mix'), (value) => value * 0x7fff);
    const listener = spokenListener();
    try {
      const ears = listener.open(wav.sampleRate);
      const step = wav.sampleRate / 10;
      for (let at = 0; at < samples.length; at += step) await ears.hear(samples.slice(at, at + step));
      const heard = (await ears.endTurn()).words.map(({ display }) => display);
      ears.close();
      const script = turns[0]!.text.split(' ');
      let at = -1;
      for (const word of heard)
        expect((at = script.indexOf(word, at + 1)), `${word} in ${heard.join(' ')}`).not.toBe(-1);
      // A word between two pauses may be missing.
      expect(heard.length).toBeGreaterThanOrEqual(20);
    } finally {
      await listener.close?.();
    }
  }, 120_000);

  it('starts from scratch for each connection, even if the last one broke in the middle of a word', async () => {
    const { bundledRecordings } = await import('../engines/recordings.ts');
    const { channelOf, parseWav } = await import('../engines/wav.ts');
    const { path, turns } = bundledRecordings().find(({ name }) => name === 'dialogue')!;
    const wav = parseWav(readFileSync(path))!;
    const samples = Int16Array.from(channelOf(wav, 'mix'), (value) => value * 0x7fff);
    const piece = (from: number, to: number) =>
      samples.slice(from * (wav.sampleRate / 1000), to * (wav.sampleRate / 1000));
    const listener = spokenListener();
    try {
      const broken = listener.open(wav.sampleRate);
      await broken.hear(piece(0, 2500));
      // Still at work while it is let go.
      const late = broken.hear(piece(2500, 3000));
      broken.close();
      await late;
      const ears = listener.open(wav.sampleRate);
      await ears.hear(piece(3990, 8700));
      const { words } = await ears.endTurn();
      ears.close();
      expect(words.map(({ display }) => display).join(' ')).toBe(turns[1]!.text);
      // The second turn starts at 4315 ms of the recording.
      expect(Math.abs(words[0]!.start + 3990 - 4315)).toBeLessThan(300);
    } finally {
      await listener.close?.();
    }
  }, 120_000);
});
