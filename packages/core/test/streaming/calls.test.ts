import { describe, expect, it } from 'vitest';
import { type PhoneCallsOptions, transcribeCalls } from '../../src/streaming/calls/calls.ts';
import { readPhoneFrame } from '../../src/streaming/calls/frames.ts';
import type { Connect } from '../../src/streaming/connect.ts';
import type { StreamingSession } from '../../src/streaming/session/events.ts';

const FRAME_MS = 20;
const FRAME_BYTES = 160;

/** Messages as Twilio sends them: numbers are text. */
const message = (event: string, streamSid: string, sequence: number, more: object = {}): string =>
  JSON.stringify({ event, sequenceNumber: String(sequence), streamSid, ...more });

const start = (streamSid: string, parameters: object = {}): string =>
  message('start', streamSid, 1, {
    start: { callSid: `call-${streamSid}`, tracks: ['inbound'], customParameters: parameters },
  });

const media = (streamSid: string, sequence: number, chunk: number, track = 'inbound', fill = 1): string =>
  message('media', streamSid, sequence, {
    media: {
      track,
      chunk: String(chunk),
      timestamp: String((chunk - 1) * FRAME_MS),
      payload: Buffer.alloc(FRAME_BYTES, fill).toString('base64'),
    },
  });

/** Sessions that keep their audio, and say how many bytes they heard at their end. */
function stage(options: PhoneCallsOptions = {}, fails = false) {
  const sessions: {
    params: object;
    options: object | undefined;
    bytes: number[];
    listeners: Map<string, (event: never) => void>;
  }[] = [];
  const connect: Connect = (params, options) => {
    if (fails) return Promise.reject(new Error('No session.'));
    const session = { params, options, bytes: [] as number[], listeners: new Map<string, (event: never) => void>() };
    sessions.push(session);
    const summary = { sessionIds: ['s'], audioMs: 0, termination: undefined, gaps: [], error: undefined };
    const opened = {
      on: (event: string, listener: (event: never) => void) => session.listeners.set(event, listener),
      write: (chunk: Uint8Array) => Promise.resolve(void session.bytes.push(...chunk)),
      close: () => {
        const span = { start: 0, end: session.bytes.length / 8 };
        session.listeners.get('final')?.({ text: `${session.bytes.length} bytes`, ...span, words: [span] } as never);
        session.listeners.get('close')?.(summary as never);
        return Promise.resolve(summary);
      },
    };
    return Promise.resolve(opened as never as StreamingSession);
  };
  const seen: string[] = [];
  const turns: object[] = [];
  const calls = transcribeCalls(
    connect,
    {},
    {
      onTurn({ callSid, track }, { text, start: from, end, words }) {
        seen.push(`${callSid} ${track}: ${text}`);
        turns.push({ start: from, end, words });
      },
      onGap: (_, { start: from, end }) => seen.push(`gap ${from} to ${end}`),
      onEnd: ({ callSid, track }, { turns, error, reason }) =>
        seen.push(`end of ${callSid} ${track}: ${turns} turns, ${error === undefined ? reason : error.message}`),
    },
    options,
  );
  return { calls, sessions, seen, turns };
}

describe('the calls of Twilio Media Streams', () => {
  it('get a session each, with the format of a phone line, once they have audio', async () => {
    const { calls, sessions, seen } = stage();
    calls.receive('{"event":"connected","protocol":"Call","version":"1.0.0"}');
    for (const sid of ['a', 'b']) calls.receive(start(sid));
    calls.receive(media('a', 2, 1));
    calls.receive(media('a', 3, 2));
    calls.receive(message('stop', 'a', 4));
    calls.receive(message('stop', 'b', 2));
    await calls.close();
    expect(sessions.map(({ params }) => params)).toEqual([{ encoding: 'pcm_mulaw', sample_rate: 8000 }]);
    expect(sessions[0]!.options).toEqual({ isLive: true });
    expect(seen).toEqual(['call-a inbound: 320 bytes', 'end of call-a inbound: 1 turns, hung-up']);
  });

  it('are heard once, whatever a connection repeats', async () => {
    const { calls, sessions } = stage();
    const sent = [start('a'), media('a', 2, 1), media('a', 3, 2), media('a', 4, 3)];
    for (const text of [...sent, ...sent, ...sent.slice(2)]) calls.receive(text);
    expect(calls.position).toEqual({ a: 4 });
    calls.receive(message('stop', 'a', 5));
    for (const text of sent) calls.receive(text);
    await calls.close();
    expect(sessions.map(({ bytes }) => bytes.length)).toEqual([3 * FRAME_BYTES]);
  });

  it('keep their timeline: lost audio is a gap, and silence in its place', async () => {
    const { calls, sessions, seen } = stage();
    calls.receive(start('a'));
    calls.receive(media('a', 2, 1));
    calls.receive(media('a', 60, 51));
    await calls.close();
    expect(seen[0]).toBe('gap 20 to 1000');
    const { bytes } = sessions[0]!;
    expect(bytes).toHaveLength(51 * FRAME_BYTES);
    expect(bytes.slice(FRAME_BYTES, 50 * FRAME_BYTES).every((byte) => byte === 0xff)).toBe(true);
  });

  it('say why they ended', async () => {
    const { calls, sessions, seen } = stage();
    for (const sid of ['hung up', 'lost', 'idle', 'open']) {
      calls.receive(start(sid));
      calls.receive(media(sid, 2, 1));
    }
    await Promise.resolve();
    calls.receive(message('stop', 'hung up', 3));
    calls.receive(message('stop', 'lost', 3, { lost: true }));
    sessions[2]!.listeners.get('close')!({ gaps: [], error: undefined } as never);
    await calls.close();
    expect(seen.filter((line) => line.startsWith('end'))).toEqual([
      'end of call-idle inbound: 0 turns, idle',
      'end of call-hung up inbound: 1 turns, hung-up',
      'end of call-lost inbound: 1 turns, lost',
      'end of call-open inbound: 1 turns, closed',
    ]);
  });

  it('open another session for the audio after an idle time', async () => {
    const { calls, sessions, turns } = stage();
    calls.receive(start('a'));
    calls.receive(media('a', 2, 1));
    await Promise.resolve();
    sessions[0]!.listeners.get('close')!({ gaps: [], error: undefined } as never);
    calls.receive(media('a', 3, 501));
    await calls.close();
    expect(sessions.map(({ bytes }) => bytes.length)).toEqual([FRAME_BYTES, FRAME_BYTES]);
    // Times are those of the stream.
    expect(turns).toEqual([{ start: 10_000, end: 10_020, words: [{ start: 10_000, end: 10_020 }] }]);
  });

  it('that another listener has transcribed in part continue without a gap, or with the gap of lost messages', async () => {
    for (const [sequence, gaps] of [
      [301, []],
      [401, ['gap 6000 to 8000']],
    ] as const) {
      const { calls, sessions, seen } = stage();
      calls.receive(start('a'));
      calls.receive(message('resumed', 'a', 300));
      calls.receive(media('a', 2, 1));
      calls.receive(media('a', sequence, sequence));
      await calls.close();
      expect(sessions[0]!.bytes).toHaveLength(FRAME_BYTES);
      expect(seen.filter((line) => line.startsWith('gap'))).toEqual(gaps);
    }
  });

  it('whose end never arrives do not grow without bound', () => {
    const { calls } = stage();
    for (let at = 0; at < 3_000; at++) calls.receive(start(`silent-${at}`));
    expect(Object.keys(calls.position)).toHaveLength(1_000);
    expect(calls.position).toHaveProperty('silent-2999');
  });

  it('report what was said before their first message', async () => {
    const { calls, seen } = stage();
    calls.receive(start('a'));
    calls.receive(media('a', 3_002, 3_001));
    await calls.close();
    expect(seen[0]).toBe('gap 0 to 60000');
  });

  it('have two sessions if both sides are wanted, and one if not', async () => {
    for (const [tracks, count] of [
      [undefined, 2],
      [['inbound'], 1],
    ] as const) {
      const { calls, sessions } = stage({ tracks });
      calls.receive(start('a'));
      calls.receive(media('a', 2, 1, 'inbound'));
      calls.receive(media('a', 3, 1, 'outbound'));
      await calls.close();
      expect(sessions).toHaveLength(count);
    }
  });

  it('are skipped beyond the most sessions, and say so; a call that ends makes room', async () => {
    const { calls, sessions, seen } = stage({ maxSessions: 1 });
    for (const sid of ['a', 'b']) {
      calls.receive(start(sid));
      calls.receive(media(sid, 2, 1));
      calls.receive(media(sid, 3, 2));
    }
    expect(seen).toEqual([
      'end of call-b inbound: 0 turns, 1 sessions are open, which is the most at a time. A call was skipped.',
    ]);
    calls.receive(message('stop', 'a', 4));
    await calls.close();
    calls.receive(start('c'));
    calls.receive(media('c', 2, 1));
    await calls.close();
    expect(sessions).toHaveLength(2);
  });

  it('end with the error of a session that could not be opened', async () => {
    const { calls, seen } = stage({}, true);
    calls.receive(start('a'));
    calls.receive(media('a', 2, 1));
    await calls.close();
    expect(seen).toEqual(['end of call-a inbound: 0 turns, No session.']);
  });

  it('carry the parameters of their TwiML', () => {
    expect(readPhoneFrame(start('a', { customer: 'Anna', age: 7 }))).toEqual({
      kind: 'start',
      sequence: 1,
      stream: { streamSid: 'a', callSid: 'call-a', parameters: { customer: 'Anna', age: '7' } },
    });
  });

  it.each(['', '[]', 'null', '{"event":"media","streamSid":"a","media":{"payload":"%%%"}}', '{"event":"dtmf"}'])(
    'ignore other messages: %s',
    (text) => {
      expect(readPhoneFrame(text)).toBeUndefined();
    },
  );
});
