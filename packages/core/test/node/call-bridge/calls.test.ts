import { describe, expect, it } from 'vitest';
import { createCalls } from '../../../src/node/call-bridge/calls.ts';
import { isSignedByTwilio } from '../../../src/node/call-bridge/signature.ts';

const frame = (event: string, streamSid: string, sequence: number): string =>
  JSON.stringify({ event, streamSid, sequenceNumber: String(sequence) });

function listener() {
  const texts: string[] = [];
  return { texts, send: (text: string) => (texts.push(text), true) };
}

describe('the calls of a bridge', () => {
  it('are relayed unchanged, in their order', () => {
    const calls = createCalls();
    const { texts, send } = listener();
    calls.listen({ send }, { position: new Map() });
    const sent = [frame('start', 'a', 1), frame('media', 'a', 2), frame('start', 'b', 1), frame('stop', 'a', 3)];
    for (const text of sent) calls.receive(text);
    expect(texts).toEqual(sent);
    expect(calls.size).toBe(1);
  });

  it('are repeated from where a listener was', () => {
    const calls = createCalls();
    for (const [event, sequence] of [
      ['start', 1],
      ['media', 2],
      ['media', 3],
      ['media', 4],
    ] as const) {
      calls.receive(frame(event, 'a', sequence));
    }
    const fresh = listener();
    calls.listen(fresh, { position: new Map() });
    expect(fresh.texts).toHaveLength(4);
    const back = listener();
    calls.listen(back, { position: new Map([['a', 2]]) });
    expect(back.texts).toEqual([frame('media', 'a', 3), frame('media', 'a', 4)]);
  });

  it('that have ended are repeated only to listeners that know them', () => {
    const calls = createCalls();
    calls.receive(frame('start', 'a', 1));
    calls.receive(frame('stop', 'a', 2));
    const [fresh, back] = [listener(), listener()];
    calls.listen(fresh, { position: new Map() });
    calls.listen(back, { position: new Map([['a', 1]]) });
    expect(fresh.texts).toEqual([]);
    expect(back.texts).toEqual([frame('stop', 'a', 2)]);
  });

  it('end for listeners if their connection is lost, once', () => {
    const calls = createCalls();
    const { texts, send } = listener();
    calls.listen({ send }, { position: new Map() });
    calls.receive(frame('start', 'a', 1));
    calls.receive(frame('media', 'a', 2));
    calls.lost('a');
    calls.lost('a');
    expect(texts.slice(2)).toEqual(['{"event":"stop","sequenceNumber":"3","streamSid":"a","lost":true}']);
    expect(calls.receive(frame('media', 'a', 4))).toBeUndefined();
  });

  it('reach the listeners of their line, and those of all lines', () => {
    const calls = createCalls();
    const [support, sales, all] = [listener(), listener(), listener()];
    calls.listen(support, { position: new Map(), line: 'support' });
    calls.receive(frame('start', 'a', 1), 'support');
    calls.receive(frame('start', 'b', 1), 'sales');
    calls.receive(frame('start', 'c', 1));
    // A listener that comes later receives the calls of its line too.
    calls.listen(sales, { position: new Map(), line: 'sales' });
    calls.listen(all, { position: new Map() });
    calls.receive(frame('media', 'a', 2), 'support');
    calls.lost('b');
    expect(support.texts).toEqual([frame('start', 'a', 1), frame('media', 'a', 2)]);
    expect(sales.texts).toHaveLength(2);
    expect(all.texts).toHaveLength(5);
  });

  it('continue for the next listener of a name where the last one left', () => {
    const calls = createCalls();
    calls.receive(frame('start', 'a', 1));
    for (const at of [2, 3, 4]) calls.receive(frame('media', 'a', at));
    calls.receive(frame('start', 'over', 1));
    calls.left(
      'n8n',
      new Map([
        ['a', 3],
        ['over', 1],
        ['unknown', 7],
      ]),
    );
    calls.receive(frame('stop', 'over', 2));
    const [next, other] = [listener(), listener()];
    calls.listen(next, { position: new Map(), name: 'n8n' });
    calls.listen(other, { position: new Map(), name: 'another' });
    expect(next.texts).toEqual([
      frame('start', 'a', 1),
      '{"event":"resumed","streamSid":"a","sequenceNumber":"3"}',
      frame('media', 'a', 4),
    ]);
    expect(other.texts).toHaveLength(4);
  });

  it('and their messages are bounded', () => {
    const calls = createCalls({ maxCalls: 2, kept: 10 });
    for (const sid of ['a', 'b', 'c']) calls.receive(frame('start', sid, 1));
    expect(calls.size).toBe(2);
    for (let at = 2; at < 500; at++) calls.receive(frame('media', 'a', at));
    const { texts, send } = listener();
    calls.listen({ send }, { position: new Map([['b', 1]]) });
    expect(texts.length).toBeLessThanOrEqual(12);
    expect(texts.at(-1)).toBe(frame('media', 'a', 499));
  });

  it.each(['', 'x', '{}', '{"event":"media"}', '[]', `{"event":"start","streamSid":"${'x'.repeat(70_000)}"}`])(
    'ignore what is no message of a call: %.30s',
    (text) => {
      expect(createCalls().receive(text)).toBeUndefined();
    },
  );
});

describe("Twilio's signature", () => {
  // HMAC-SHA1 of the address with the key `12345`, in base64.
  const URL_ = 'wss://bridge.example.com/twilio';

  it('is accepted with and without a port, and only with the right token', async () => {
    const { createHmac } = await import('node:crypto');
    const sign = (url: string): string => createHmac('sha1', '12345').update(url).digest('base64');
    expect(isSignedByTwilio(URL_, sign(URL_), '12345')).toBe(true);
    expect(isSignedByTwilio(URL_, sign('wss://bridge.example.com:443/twilio'), '12345')).toBe(true);
    expect(isSignedByTwilio(URL_, sign(URL_), '54321')).toBe(false);
    expect(isSignedByTwilio(URL_, sign('https://bridge.example.com/twilio'), '12345')).toBe(false);
    expect(isSignedByTwilio(URL_, undefined, '12345')).toBe(false);
  });
});
