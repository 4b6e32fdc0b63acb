import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pcmFormat } from '../../src/streaming/audio/encoding.ts';
import { createPacketTape } from '../../src/streaming/opus/packet-tape.ts';
import { createPcmTape } from '../../src/streaming/outgoing/pcm-tape.ts';
import type { Tape } from '../../src/streaming/outgoing/tape.ts';

/** Bytes that show their position in the audio of a session. */
const bytesAt = (position: number, length: number, seed = 0): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (position + at + seed) % 251);

const isAt = (message: Uint8Array, position: number): boolean =>
  message.every((byte, at) => byte === (position + at) % 251);

/** Reads all messages. Returns the position after them. */
function sendAll(tape: Tape, from: number, seed = 0): number {
  let position = from;
  for (let message = tape.peek(); message !== undefined; message = tape.peek()) {
    expect(isAt(message, position + seed)).toBe(true);
    position += message.length;
    tape.advance();
  }
  return position;
}

describe('memory', () => {
  it('is shared by sessions, and reused only after its audio is released', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 3 }),
        fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 100, maxLength: 400 }),
        (heldMs, sizes) => {
          const sessions = heldMs.map((held, seed) => ({
            ...{ held, seed, written: 0, sent: 0 },
            tape: createPcmTape(pcmFormat(8000, 'pcm_mulaw')!, 1000),
          }));
          for (const size of sizes) {
            for (const session of sessions) {
              const { tape, held, seed } = session;
              tape.push(bytesAt(session.written, size * 8, seed));
              session.written += size * 8;
              session.sent = sendAll(tape, session.sent, seed);
              tape.release(tape.end - held);
            }
          }
          for (const { tape, seed } of sessions) {
            const from = Math.round(tape.rewind(0) * 8);
            expect(from).toBe(Math.round(tape.start * 8));
            sendAll(tape, from, seed);
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('a chunk that was just written', () => {
  const tapeOf = (): Tape => createPcmTape(pcmFormat(1000, 'pcm_mulaw')!, 100);

  it('is sent itself, and its copy is sent again, although the caller has changed it', () => {
    const tape = tapeOf();
    const chunk = bytesAt(0, 100);
    tape.push(chunk);
    expect(tape.peek(chunk)).toBe(chunk);
    tape.advance();
    chunk.fill(255);
    tape.rewind(0);
    expect(tape.peek()).toEqual(bytesAt(0, 100));
  });

  it.each([
    ['other audio waits', [100], 100],
    ['a part of a message waits', [30], 100],
    ['it is longer than a message', [], 160],
    ['it is shorter than a message may be', [], 40],
  ])('is not sent itself if %s', (_, before, length) => {
    const tape = tapeOf();
    let written = 0;
    for (const size of before) {
      tape.push(bytesAt(written, size));
      written += size;
    }
    const chunk = bytesAt(written, length);
    tape.push(chunk);
    expect(tape.peek(chunk)).toEqual(written + length < 50 ? undefined : bytesAt(0, 100));
  });
});

describe.each<[string, () => Tape]>([
  ['PCM', () => createPcmTape(pcmFormat(1000, 'pcm_mulaw')!, 100)],
  [
    'packets',
    () =>
      createPacketTape({
        split: (chunk) => [chunk.slice()],
        durationOf: ({ length }) => length,
        message: ([packet]) => packet!,
        shortestMs: 0,
        longestMs: 0,
      }),
  ],
])('the tape of %s', (_, create) => {
  it('behaves like the audio from its start to its end', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('push' as const), ms: fc.integer({ min: 50, max: 200 }), graceMs: fc.constant(0) }),
      fc.record({
        do: fc.constantFrom('advance' as const, 'rewind' as const, 'release' as const, 'bound' as const),
        ms: fc.integer({ min: 0, max: 3000 }),
        graceMs: fc.constantFrom(0, 300),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const tape = create();
        let position = 0;
        let start = 0;
        let end = 0;
        for (const { do: what, ms, graceMs } of steps) {
          if (what === 'push') {
            tape.push(bytesAt(end, ms));
            end += ms;
          } else if (what === 'advance') {
            const message = tape.peek();
            if (message === undefined) continue;
            expect(isAt(message, position)).toBe(true);
            expect(message.length).toBeGreaterThanOrEqual(50);
            expect(tape.peekedMs).toBe(position + message.length);
            position += message.length;
            tape.advance();
          } else if (what === 'rewind') {
            position = tape.rewind(ms);
            expect(position).toBeGreaterThanOrEqual(start);
            expect(position).toBeLessThanOrEqual(Math.max(start, ms));
            expect(position).toBeGreaterThanOrEqual(Math.min(end, ms) - 200);
          } else if (what === 'release') {
            tape.release(ms);
            expect(tape.start).toBeLessThanOrEqual(Math.max(start, Math.min(ms, position)));
            expect(tape.start).toBeGreaterThanOrEqual(Math.min(ms, position) - 200);
          } else {
            const hasDropped = tape.bound(ms, graceMs);
            expect(end - Math.max(position, tape.start)).toBeLessThanOrEqual(ms + graceMs);
            if (tape.start < position) expect(end - tape.start).toBeLessThanOrEqual(ms);
            expect(hasDropped).toBe(tape.start > position);
            position = Math.max(position, tape.start);
          }
          start = tape.start;
          expect(tape.position).toBe(position);
          expect(tape.end).toBe(end);
        }
      }),
    );
  });
});
