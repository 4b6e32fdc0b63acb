import { describe, expect, it } from 'vitest';
import { connectChannels } from '../../src/streaming/channels.ts';
import { connect, type Connect } from '../../src/streaming/connect.ts';
import type { Dial } from '../../src/streaming/host.ts';
import type { StreamingSession } from '../../src/streaming/session/events.ts';
import { RATE, speech, stage, type Stage } from './stage.ts';

/** Opens a session that cannot reconnect, so that a cut ends it. */
async function openOnce(on: Stage): Promise<StreamingSession> {
  return on.open({}, { reconnect: false });
}

async function fail({ server, clock }: Stage): Promise<void> {
  server.connections.at(-1)!.cut(1006);
  await clock.advance(10);
}

/** A service that keeps the bytes of each connection. */
function recorder(): { readonly open: Connect; readonly sent: number[][] } {
  const sent: number[][] = [];
  const dial: Dial = (_, { onOpen, onMessage, onClose }) => {
    const bytes: number[] = [];
    sent.push(bytes);
    queueMicrotask(onOpen);
    queueMicrotask(() => onMessage('{"type":"Begin","id":"a","expires_at":1}'));
    return {
      send(data) {
        if (typeof data !== 'string') return void bytes.push(...data);
        onMessage('{"type":"Termination"}');
        onClose(1000, '');
      },
      close: () => undefined,
      drop: () => undefined,
      buffered: 0,
    };
  };
  const io = { dial, schedule: () => () => undefined, now: () => 0, random: () => 0 };
  const options = { host: 'https://streaming.example.com', io, credentials: { apiKey: 'the-key' } };
  return { sent, open: (params, session) => connect(options, params, { ...session, slackMs: 10_000 }) };
}

const CHUNK = new Uint8Array(100);

describe('the failure of a session', () => {
  it('rejects the next write visibly if nothing else reports it', async () => {
    const on = stage();
    const session = await openOnce(on);
    await fail(on);
    await expect(session.write(CHUNK)).rejects.toMatchObject({ code: 'network' });
    await on.clock.advance(10_000);
    expect(on.unhandled).toEqual([]);
  });

  it('is reported as unhandled if the source stops writing and nothing else reports it', async () => {
    const on = stage();
    const session = await openOnce(on);
    session.on('final', () => undefined);
    await fail(on);
    await on.clock.advance(4000);
    expect(on.unhandled).toEqual([]);
    await on.clock.advance(2000);
    expect(on.unhandled).toEqual([expect.objectContaining({ code: 'network' })]);
  });

  it.each<[string, (session: StreamingSession) => unknown]>([
    ['a listener of error', (session) => session.on('error', () => undefined)],
    ['a listener of close', (session) => session.on('close', () => undefined)],
    [
      'an iterator',
      (session) =>
        session
          .words()
          .next()
          .catch(() => undefined),
    ],
    ['a pipe', (session) => session.pipe(new ReadableStream()).catch(() => undefined)],
    ['a web stream', (session) => session.writable.getWriter().closed.catch(() => undefined)],
    ['a call of close', (session) => session.close().catch(() => undefined)],
  ])('is not reported as unhandled if %s reports it', async (_, use) => {
    const on = stage();
    const session = await openOnce(on);
    use(session);
    await fail(on);
    // The runtime would report the rejection.
    void session.write(CHUNK);
    await on.clock.advance(10_000);
    expect(session.state).toBe('closed');
    expect(on.unhandled).toEqual([]);
  });

  it('is not reported as unhandled if the caller aborted the session', async () => {
    const on = stage();
    const controller = new AbortController();
    const session = await on.open({}, { signal: controller.signal });
    controller.abort();
    await on.clock.advance(10_000);
    expect(session.state).toBe('closed');
    expect(on.unhandled).toEqual([]);
  });

  it('of a listener is reported as unhandled without a listener of error', async () => {
    const { words, audio } = speech(3);
    const on = stage({ words });
    const session = await on.open();
    session.on('final', () => {
      throw new Error('in a listener');
    });
    await on.clock.during(session.pipe([audio]));
    await on.clock.during(session.close());
    expect(on.unhandled).toEqual([new Error('in a listener')]);
  });
});

describe('iterators', () => {
  it('keep a limited number of values for a reader that stopped reading, and report the others', async () => {
    const { clock, server, open } = stage();
    const session = await open();
    const unread: number[] = [];
    session.on('unread', ({ iterator, dropped }) => {
      expect(iterator).toBe('words');
      unread.push(dropped);
    });
    const words = session.words();
    const said = Array.from({ length: 10_003 }, (_, at) => ({ text: `w${at}`, start: at, end: at + 1 }));
    server.connections[0]!.deliver(JSON.stringify({ type: 'Turn', turn_order: 0, end_of_turn: true, words: said }));
    await clock.advance(5000);
    expect(unread).toEqual([1, 2, 3]);
    expect((await words.next()).value).toMatchObject({ text: 'w3', turn: 0, speaker: null, channel: null });
    await clock.during(session.close());
  });

  it('of words return each word once, with its speaker and turn', async () => {
    const { words, audio } = speech(12);
    const { clock, open } = stage({ words });
    const session = await open({}, { channel: 2 });
    const read: string[] = [];
    const reading = (async () => {
      for await (const { text, turn, channel } of session.words()) read.push(`${turn} ${channel} ${text}`);
    })();
    await clock.during(session.pipe([audio]));
    await clock.during(session.close());
    await reading;
    expect(read).toEqual(words.map(({ text }, at) => `${Math.floor(at / 5)} 2 ${text}`));
  });
});

describe('a pipe into several channels', () => {
  it('settles if a session ends while the source waits', async () => {
    const on = stage();
    const both = await connectChannels(on.open, { sample_rate: RATE }, { channels: 2, reconnect: false });
    const hanging = both.pipe(new ReadableStream());
    const result = expect(hanging).rejects.toMatchObject({ code: 'network' });
    await fail(on);
    await result;
    await expect(both.pipe(new ReadableStream())).rejects.toMatchObject({ code: 'bad_input' });
  });

  it('settles if the caller aborts it', async () => {
    const on = stage();
    const both = await connectChannels(on.open, { sample_rate: RATE }, { channels: 2 });
    const controller = new AbortController();
    const hanging = expect(both.pipe(new ReadableStream(), { signal: controller.signal })).rejects.toMatchObject({
      code: 'aborted',
    });
    controller.abort();
    await hanging;
    await on.clock.during(both.close());
  });
});

describe('samples', () => {
  it.each([
    ['pcm_s16le', [0, 0, 0, 64, 0, 192, 255, 127]],
    ['pcm_mulaw', [255, 143, 15, 128]],
  ])('are sent as %s', async (encoding, bytes) => {
    const { open, sent } = recorder();
    const session = await open({ sample_rate: RATE, encoding });
    await session.write(new Float32Array([0, 0.5, -0.5, 1]));
    await session.close();
    expect(sent[0]!.slice(0, bytes.length)).toEqual(bytes);
  });

  it('of other encodings are refused', async () => {
    const session = await recorder().open({ encoding: 'ogg_opus' });
    await expect(session.write(new Float32Array(4))).rejects.toMatchObject({ code: 'bad_input', field: 'audio' });
    await session.close();
  });

  it('of several channels are interleaved', async () => {
    const { open, sent } = recorder();
    const both = await connectChannels(open, { sample_rate: RATE }, { channels: 2 });
    await both.write(new Float32Array([0.5, -0.5, 0.5, -0.5]));
    await both.close();
    expect(sent.map((audio) => audio.slice(0, 4))).toEqual([
      [0, 64, 0, 64],
      [0, 192, 0, 192],
    ]);
  });
});

describe('a live source', () => {
  it('that cannot wait is buffered by the session, whose limit applies', async () => {
    const { words, audio } = speech(60);
    const { clock, open, server } = stage({ words });
    const session = await open({}, { highWaterMs: 100, slackMs: 0 });
    const listeners = new Map<string, (value: Uint8Array) => void>();
    const piping = session.pipe({ on: (event, listener) => listeners.set(event, listener) });
    server.connections[0]!.freeze();
    for (let at = 0; at < audio.length; at += 2000) listeners.get('data')!(audio.subarray(at, at + 2000));
    await clock.advance(1000);
    expect(session.heldMs).toBeGreaterThan((audio.length / 2) * 0.9);
    listeners.get('end')!(CHUNK);
    await clock.during(piping);
    await clock.during(session.close());
  });
});
