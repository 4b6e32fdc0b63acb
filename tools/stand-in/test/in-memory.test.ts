import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClientSocket,
  type InMemoryConnection,
  type InMemoryService,
  inMemoryService,
  type InMemoryServiceOptions,
  markedListener,
  markedSpeech,
  type SessionMishap,
} from '../live.ts';
import { type VirtualClock, virtualClock } from '../virtual-clock.ts';

const RATE = 8000;
const SPEECH = markedSpeech({ words: 10, sampleRate: RATE });
const FRAME_BYTES = (RATE / 10) * 2;

interface Client {
  readonly socket: ClientSocket;
  /** What the socket reported, in order: `open`, `pong`, messages, and the close code, reason and status. */
  readonly events: unknown[];
  readonly messages: Record<string, unknown>[];
  readonly connection: InMemoryConnection;
}

interface Stage {
  readonly clock: VirtualClock;
  readonly service: InMemoryService;
  connect(query?: string): Client;
  /** Sends marked speech in frames of 100 ms, as fast as it is spoken. */
  speak(client: Client): Promise<void>;
}

function stage(options: Partial<InMemoryServiceOptions> = {}): Stage {
  const clock = virtualClock({ settle: 'promises' });
  const service = inMemoryService({
    clock,
    listener: markedListener(SPEECH.words),
    session: () => ({ latencyMs: 0 }),
    ...options,
  });
  return {
    clock,
    service,
    connect(query = '') {
      const events: unknown[] = [];
      const messages: Record<string, unknown>[] = [];
      const socket = service.dial(
        { url: `wss://in-memory.example.com/v3/ws?sample_rate=${RATE}${query}`, headers: { authorization: 'key' } },
        {
          onOpen: () => events.push('open'),
          onPong: () => events.push('pong'),
          onMessage: (data) => {
            const message = JSON.parse(String(data)) as Record<string, unknown>;
            messages.push(message);
            events.push(message['type']);
          },
          onClose: (...close) => events.push(close),
        },
      );
      return { socket, events, messages, connection: service.connections.at(-1)! };
    },
    async speak({ socket }) {
      for (let at = 0; at < SPEECH.pcm.length; at += FRAME_BYTES) {
        socket.send(SPEECH.pcm.subarray(at, at + FRAME_BYTES));
        await clock.advance(100);
      }
    },
  };
}

describe('a session in memory', () => {
  it('is the session of the server: Begin, turns, Termination, close', async () => {
    const { clock, connect, speak, service } = stage();
    const client = connect('&token=secret');
    expect(client.connection).toMatchObject({ number: 1, headers: { authorization: 'key' }, isOpen: false });
    await clock.advance(50);
    expect(client.messages[0]).toMatchObject({ type: 'Begin', id: 'session-1', configuration: { sample_rate: RATE } });
    await speak(client);
    client.socket.send('{"type":"Terminate"}');
    await clock.advance(100);
    const ends = client.messages.filter((message) => message['end_of_turn'] === true);
    expect(ends.map(({ transcript }) => transcript)).toEqual(['w0 w1 w2 w3 w4', 'w5 w6 w7 w8 w9']);
    expect(client.events.slice(-2)).toEqual(['Termination', [1000, '', undefined]]);
    expect(client.connection).toMatchObject({ audioMs: SPEECH.ms, isOpen: false, texts: [{ type: 'Terminate' }] });
    expect(client.connection.frames.every((ms) => ms === 100)).toBe(true);
    expect([service.mostOpen, clock.waiting]).toEqual([1, 0]);
  });

  it('reports nothing once its client has left', async () => {
    const { clock, connect } = stage();
    const client = connect();
    await clock.advance(50);
    client.socket.drop();
    client.connection.send('{"type":"Late"}');
    client.connection.deliver('{"type":"Late"}');
    await clock.advance(100);
    expect(client.events).toEqual(['open', 'Begin']);
    expect([client.connection.isOpen, clock.waiting]).toEqual([false, 0]);
  });

  it('is closed by its client with the code it gives', async () => {
    const { clock, connect } = stage();
    const client = connect();
    await clock.advance(50);
    client.socket.close(4000, 'enough');
    await clock.advance(100);
    expect(client.events.at(-1)).toEqual([4000, 'enough', undefined]);
  });

  it('is one of several', async () => {
    const { clock, connect, service } = stage();
    const [first, second] = [connect(), connect()];
    await clock.advance(50);
    first.connection.cut();
    connect();
    await clock.advance(50);
    expect(service.connections.map(({ number, isOpen }) => [number, isOpen])).toEqual([
      [1, false],
      [2, true],
      [3, true],
    ]);
    expect(service.mostOpen).toBe(2);
    expect(second.messages[0]).toMatchObject({ id: 'session-2' });
  });
});

describe('a handshake', () => {
  it.each<[SessionMishap | undefined, unknown[]]>([
    [undefined, ['open', 'Begin']],
    ['hang', []],
    ['half-open', []],
    ['drop', [[1006, 'ECONNRESET', undefined]]],
    [{ status: 503 }, [[1006, '', 503]]],
    [{ end: 'key' }, ['open', [1008, 'Unauthorized Connection: Missing Authorization header', undefined]]],
    [{ close: 3009, reason: 'Full' }, ['open', [3009, 'Full', undefined]]],
  ])('ends as it is made to: %j', async (mishap, events) => {
    const { clock, connect } = stage({ atConnect: (number) => (number === 1 ? mishap : undefined) });
    const client = connect();
    const other = connect();
    await clock.advance(100);
    expect(client.events).toEqual(events);
    expect(other.events).toEqual(['open', 'Begin']);
  });

  it('may be slow, and is not answered when the client has left by then', async () => {
    const { clock, connect } = stage({ atConnect: () => ({ slowMs: 1000 }) });
    const client = connect();
    const impatient = connect();
    await clock.advance(900);
    expect(client.events).toEqual([]);
    impatient.socket.drop();
    await clock.advance(200);
    expect([client.events, impatient.events]).toEqual([['open', 'Begin'], []]);
  });
});

describe('the network', () => {
  it('keeps messages in order, whatever their delays', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(500), { minLength: 1, maxLength: 30 }), async (delays) => {
        let at = 0;
        const { clock, connect } = stage({ delayMs: () => delays[at++ % delays.length]! });
        const client = connect();
        await clock.advance(2000);
        for (let number = 0; number < 20; number++) {
          client.connection.send(`{"number":${number}}`);
          client.socket.send(`{"type":"KeepAlive","number":${number}}`);
          await clock.advance(10);
        }
        await clock.advance(2000);
        const numbers = Array.from({ length: 20 }, (_, number) => number);
        expect(client.messages.slice(1).map(({ number }) => number)).toEqual(numbers);
        expect(client.connection.texts.map(({ number }) => number)).toEqual(numbers);
      }),
      { numRuns: 30 },
    );
  });

  it('loses what is on its way when it is cut, and not when the service closes', async () => {
    const { clock, connect } = stage();
    const [closed, cut] = [connect(), connect()];
    await clock.advance(50);
    for (const { connection } of [closed, cut]) connection.send('{"type":"Last"}');
    closed.connection.close(1011, 'Over');
    cut.connection.cut(1011, 'Over');
    expect(cut.events).toEqual(['open', 'Begin', [1011, 'Over', undefined]]);
    await clock.advance(50);
    expect(closed.events).toEqual(['open', 'Begin', 'Last', [1011, 'Over', undefined]]);
    expect(cut.events).toHaveLength(3);
  });

  it('delivers at once where a test needs it', async () => {
    const { clock, connect } = stage();
    const client = connect();
    await clock.advance(50);
    client.connection.send('{"type":"Slow"}');
    client.connection.deliver('{"type":"Now"}');
    expect(client.events.at(-1)).toBe('Now');
    await clock.advance(50);
    expect(client.events.at(-1)).toBe('Slow');
  });

  it.each([
    [[], 0, 0],
    [['up' as const], 0, 1],
    [['down' as const], 1, 0],
  ])('may be half-open: %j', async (directions, received, messages) => {
    const { clock, connect } = stage();
    const client = connect();
    await clock.advance(50);
    client.connection.freeze(...directions);
    client.socket.send('{"type":"KeepAlive"}');
    client.connection.send('{"type":"Notice"}');
    client.connection.deliver('{"type":"Notice"}');
    client.socket.ping!();
    await clock.advance(1000);
    expect(client.connection.texts).toHaveLength(received);
    expect(client.messages.slice(1)).toHaveLength(2 * messages);
    expect(client.events).not.toContain('pong');
    expect(client.connection.isOpen).toBe(true);
    // The operating system takes the first 64 KiB.
    client.socket.send(new Uint8Array(64 * 1024));
    expect(client.socket.buffered).toBe('{"type":"KeepAlive"}'.length);
  });

  it('sends so many bytes per second, and a ping waits its turn', async () => {
    const { clock, connect } = stage({ bytesPerSecond: 16_000, delayMs: () => 0 });
    const client = connect();
    await clock.advance(1);
    client.socket.send(new Uint8Array(FRAME_BYTES));
    client.socket.send(new Uint8Array(FRAME_BYTES));
    client.socket.ping!();
    expect(client.socket.buffered).toBe(2 * FRAME_BYTES);
    await clock.advance(100);
    expect([client.socket.buffered, client.connection.frames, client.events.at(-1)]).toEqual([
      FRAME_BYTES,
      [100],
      'Begin',
    ]);
    await clock.advance(100);
    expect([client.socket.buffered, client.connection.frames, client.events.at(-1)]).toEqual([0, [100, 100], 'pong']);
    client.socket.send(new Uint8Array(FRAME_BYTES));
    client.connection.freeze();
    await clock.advance(1000);
    expect(client.socket.buffered).toBe(FRAME_BYTES);
  });

  it('copies audio, whose memory the client may reuse', async () => {
    const { clock, connect } = stage();
    const client = connect();
    await clock.advance(50);
    for (let at = 0; at < SPEECH.pcm.length; at += FRAME_BYTES) {
      const frame = SPEECH.pcm.slice(at, at + FRAME_BYTES);
      client.socket.send(frame);
      frame.fill(0);
      await clock.advance(100);
    }
    const last = client.messages.findLast(({ type }) => type === 'Turn');
    expect(last).toMatchObject({ transcript: 'w5 w6 w7 w8 w9' });
  });

  it('has no pings in a browser', () => {
    expect(stage({ pings: false }).connect().socket.ping).toBeUndefined();
  });
});

describe('faults of a session', () => {
  it('strike it, and the connection with it', async () => {
    const { clock, connect } = stage({
      session: (number) => ({ faults: [{ at: { ms: 200 }, do: number === 1 ? 'drop' : 'half-open' }] }),
    });
    const [dropped, frozen] = [connect(), connect()];
    await clock.advance(1000);
    expect(dropped.events).toEqual(['open', 'Begin', [1006, '', undefined]]);
    frozen.connection.send('{"type":"Late"}');
    await clock.advance(1000);
    expect(frozen.events).toEqual(['open', 'Begin']);
    expect(frozen.connection.isOpen).toBe(true);
  });
});
