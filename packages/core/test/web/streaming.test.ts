import { inMemoryService, markedListener } from '@aai-connectors/stand-in/live';
import { describe, expect, it } from 'vitest';
import { type Region, REGIONS } from '../../src/regions.ts';
import { createStreaming, type StreamingSession } from '../../src/web/streaming.ts';
import { collect, RATE, speech, testClock, texts } from '../streaming/stage.ts';

const { words, audio } = speech(40);

/** A page with a socket that cannot send pings. */
function page() {
  const clock = testClock();
  const server = inMemoryService({
    clock,
    listener: markedListener(words),
    pings: false,
    session: () => ({ api: 'today', latencyMs: 0 }),
  });
  const io = { dial: server.dial, schedule: clock.schedule, now: clock.now, random: () => 0.5 };
  const { connect } = createStreaming({ token: () => 'a-token', io });
  const open = (params: object = {}): Promise<StreamingSession> =>
    clock.during(connect({ sample_rate: RATE, ...params }));
  return { clock, server, open };
}

describe('a session in a page', () => {
  it('asks for heartbeats, unless the caller decides', async () => {
    const { server, open, clock } = page();
    const first = await open();
    const second = await open({ session_heartbeat: false });
    const asked = server.connections.map(({ url }) => url.searchParams.get('session_heartbeat'));
    expect(asked).toEqual(['true', 'false']);
    await clock.during(Promise.all([first.close(), second.close()]));
  });

  it('notices by missing heartbeats that the network is gone while no audio is sent', async () => {
    const { server, open, clock } = page();
    const session = await open();
    const finals = collect(session);
    await clock.advance(20_000);
    server.connections[0]!.freeze();
    await clock.advance(20_000);
    expect(server.connections).toHaveLength(2);
    await clock.during(session.pipe([audio]));
    await clock.during(session.close());
    expect(texts(finals)).toEqual(words.map(({ text }) => text));
  });
});

describe('the address of a session', () => {
  const open = (options: object): Promise<string> =>
    new Promise((resolve, reject) => {
      const io = {
        schedule: () => () => undefined,
        dial: ({ url }: { readonly url: string }) => {
          resolve(url);
          return { send: () => undefined, close: () => undefined, drop: () => undefined, buffered: 0 };
        },
      };
      createStreaming({ token: () => 'a-token', io, ...options })
        .connect({ sample_rate: RATE })
        .catch(reject);
    });

  it.each(Object.keys(REGIONS) as Region[])('is that of the region %s', async (region) => {
    const url = new URL(await open({ region }));
    expect(url.origin.replace('wss:', 'https:')).toBe(REGIONS[region].streaming);
  });

  it('is checked, also those of hosts that a session does not use', () => {
    const create = (options: object) => () => createStreaming({ token: () => 'a-token', ...options });
    expect(create({ hosts: { streaming: 'streaming.example.com' } })).toThrow('hosts.streaming must be');
    expect(create({ hosts: { api: 'api.example.com' } })).toThrow('hosts.api must be');
    expect(create({ region: 'mars' })).toThrow('region must be');
  });
});
