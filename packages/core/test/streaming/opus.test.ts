import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connect } from '../../src/streaming/connect.ts';
import type { Dial, SocketEvents } from '../../src/streaming/host.ts';
import { durationOf } from '../../src/streaming/opus/duration.ts';
import { opus } from '../../src/streaming/opus/index.ts';
import { createOggReader, isOpusHead, isOpusTags } from '../../src/streaming/opus/ogg-reader.ts';
import { pageOf } from '../../src/streaming/opus/ogg-writer.ts';
import { testClock } from './stage.ts';

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

const HEAD = Uint8Array.from([...ascii('OpusHead'), 1, 1, 0x38, 1, 0x80, 0xbb, 0, 0, 0, 0, 0]);
const TAGS = Uint8Array.from([...ascii('OpusTags'), ...new Array<number>(8).fill(0)]);

/** A packet of 20 ms that shows its number. */
const packet = (number: number, length = 40): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (at === 0 ? 0b0100_1000 : (number + at) % 251));

const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

/** An Ogg stream with `perPage` packets on a page. */
function oggOf(packets: readonly Uint8Array[], perPage: number): Uint8Array {
  const pages = [
    pageOf({ packets: [HEAD], sequence: 0, position: 0 }),
    pageOf({ packets: [TAGS], sequence: 1, position: 0 }),
  ];
  for (let at = 0; at < packets.length; at += perPage) {
    const part = packets.slice(at, at + perPage);
    pages.push(pageOf({ packets: part, sequence: pages.length, position: (at + part.length) * 960 }));
  }
  return joined(pages);
}

describe('the duration of an Opus packet', () => {
  it.each([
    [[0b0000_0000], 10],
    [[0b0001_1000], 60],
    [[0b0110_1000], 20],
    [[0b1000_0000], 2.5],
    [[0b1111_1001], 40],
    [[0b1111_1011, 0b0000_0110], 120],
    [[], 0],
  ])('of %j is %d ms', (bytes, ms) => {
    expect(durationOf(Uint8Array.from(bytes))).toBe(ms);
  });
});

describe('an Ogg stream', () => {
  it('has the checksum of the specification', () => {
    // By a table, as libraries compute it.
    const page = pageOf({ packets: [TAGS], sequence: 1, position: 0 });
    let sum = 0;
    const table = Array.from({ length: 256 }, (_, byte) => {
      let value = byte << 24;
      for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ 0x04c1_1db7 : value << 1;
      return value >>> 0;
    });
    page.forEach((byte, at) => {
      const plain = at >= 22 && at < 26 ? 0 : byte;
      sum = ((sum << 8) ^ table[((sum >>> 24) ^ plain) & 255]!) >>> 0;
    });
    expect(new DataView(page.buffer).getUint32(22, true)).toBe(sum);
  });

  it('is read from chunks of any size', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 20 }),
        (lengths, perPage, cuts) => {
          const packets = lengths.map((length, number) => packet(number, length));
          const bytes = oggOf(packets, perPage);
          const reader = createOggReader();
          const read: Uint8Array[] = [];
          let at = 0;
          for (const cut of [...cuts, bytes.length]) read.push(...reader.push(bytes.subarray(at, (at += cut))));
          expect(read.map((each) => [...each])).toEqual([HEAD, TAGS, ...packets].map((each) => [...each]));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('may contain other streams and damaged bytes, and packets that continue on the next page', () => {
    const stream = oggOf([packet(1)], 1);
    const other = pageOf({ packets: [Uint8Array.of(1, 2)], sequence: 0, position: 0 });
    other[14] = 9;
    const long = packet(3, 300);
    const first = pageOf({ packets: [long.subarray(0, 255)], sequence: 3, position: 0 });
    // Without the segment of length 0, the packet continues.
    const begun = joined([first.subarray(0, 26), Uint8Array.of(1, 255), first.subarray(29)]);
    const continued = pageOf({ packets: [long.subarray(255)], sequence: 4, position: 0 });
    const read = createOggReader().push(joined([stream, other, Uint8Array.of(7, 79, 7), begun, continued]));
    expect(read.map((each) => [...each])).toEqual([HEAD, TAGS, packet(1), long].map((each) => [...each]));
  });

  it('is required by the encoding', () => {
    expect(() => createOggReader().push(Uint8Array.from(ascii('RIFF....WAVE')))).toThrow('not in the Ogg format');
  });
});

/** A service that keeps the messages of each connection, and a session with an encoding. */
async function session(encoding: 'opus' | 'ogg_opus') {
  const clock = testClock();
  const sent: Uint8Array[][] = [];
  const events: SocketEvents[] = [];
  const dial: Dial = (_, socketEvents) => {
    const messages: Uint8Array[] = [];
    sent.push(messages);
    events.push(socketEvents);
    const { onOpen, onMessage, onPong } = socketEvents;
    clock.schedule(1, onOpen);
    clock.schedule(2, () => onMessage('{"type":"Begin","id":"a","expires_at":1}'));
    return {
      send(data) {
        if (typeof data !== 'string') messages.push(data.slice());
        else if (data.includes('Terminate')) {
          clock.schedule(1, () => onMessage('{"type":"Termination","audio_duration_seconds":9}'));
          clock.schedule(2, () => socketEvents.onClose(1000, ''));
        }
      },
      close: () => undefined,
      drop: () => undefined,
      buffered: 0,
      ping: () => clock.schedule(1, onPong),
    };
  };
  const io = { dial, schedule: clock.schedule, now: clock.now, random: () => 0 };
  const options = { host: 'https://streaming.example.com', io, credentials: { apiKey: 'the-key' }, encodings: opus };
  return { clock, sent, events, opened: await clock.during(connect(options, { encoding })) };
}

const saying = (text: string, start: number): string =>
  JSON.stringify({ type: 'Turn', turn_order: 0, end_of_turn: true, words: [{ text, start, end: start + 400 }] });

const PACKETS = Array.from({ length: 500 }, (_, number) => packet(number));

describe('a session with opus', () => {
  it('sends packets in real time, and again from the last word after a cut', async () => {
    const { clock, sent, events, opened } = await session('opus');
    for (const each of PACKETS) void opened.write(each);
    await clock.advance(6000);
    // 20 ms each, and at most 200 ms ahead.
    expect(Math.abs(sent[0]!.length - 305)).toBeLessThanOrEqual(10);
    events[0]!.onMessage(saying('hello', 4000));
    events[0]!.onClose(1006, '');
    await clock.during(opened.close());
    const again = sent[1]!.map((each) => PACKETS.findIndex((other) => other[1] === each[1] && other[2] === each[2]));
    expect(sent[1]![0]).toEqual(PACKETS[again[0]!]);
    expect(sent[1]!.at(-1)).toEqual(PACKETS.at(-1));
    // The audio before the word is sent again, but not all of it.
    const fromMs = (PACKETS.length - sent[1]!.length) * 20;
    expect(fromMs).toBeGreaterThan(500);
    expect(fromMs).toBeLessThan(4000);
  });

  it('sends a complete Ogg stream on each connection', async () => {
    const { clock, sent, events, opened } = await session('ogg_opus');
    const piping = clock.during(opened.pipe([oggOf(PACKETS, 50)]));
    await clock.advance(6000);
    events[0]!.onMessage(saying('hello', 4000));
    events[0]!.onClose(1006, '');
    await piping;
    const { audioMs, gaps } = await clock.during(opened.close());
    expect({ audioMs, gaps: gaps.filter(({ start }) => start < 4000) }).toEqual({ audioMs: 10_000, gaps: [] });
    for (const messages of sent) {
      const [head, tags, ...packets] = createOggReader().push(joined(messages));
      expect([isOpusHead(head!), isOpusTags(tags!)]).toEqual([true, true]);
      const first = PACKETS.findIndex((each) => each.every((byte, at) => byte === packets[0]![at]));
      expect(packets.map((each) => [...each])).toEqual(
        PACKETS.slice(first, first + packets.length).map((each) => [...each]),
      );
    }
    expect(createOggReader().push(joined(sent[1]!)).at(-1)).toEqual(PACKETS.at(-1));
    // Messages of 100 ms.
    const perMessage = sent[0]!.slice(1, 20).map((each) => each[26]!);
    expect(new Set(perMessage)).toEqual(new Set([5]));
  });
});
