import type { InMemoryConnection } from '@aai-connectors/stand-in/live';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connect } from '../../src/streaming/connect.ts';
import type { StreamingSession } from '../../src/streaming/session/events.ts';
import type { Dial } from '../../src/streaming/host.ts';
import { RATE, service, speech, testClock } from './stage.ts';

/** Faults of a connection. */
const fault = fc.record({
  afterMs: fc.integer({ min: 0, max: 6000 }),
  how: fc.constantFrom(
    ...(['none', 'freeze', 'cut', 'code', 'frame', 'termination', 'clean close', 'noise'] as const),
    ...(['refused', 'no token', 'hanging token', 'no socket', 'slow'] as const),
  ),
});

/** Actions of the caller. */
const act = fc.record({
  afterMs: fc.integer({ min: 0, max: 4000 }),
  what: fc.constantFrom(
    ...([
      'write',
      'write much',
      'pipe',
      'hanging pipe',
      'read',
      'leave',
      'endpoint',
      'update',
      'close',
      'abort',
    ] as const),
  ),
});

const CODES = [1000, 1001, 1005, 1008, 1011, 3005, 3006, 3007, 3008, 3009];

function strike(how: string, connection: InMemoryConnection, code: number): void {
  switch (how) {
    case 'freeze':
      return connection.freeze();
    case 'cut':
      return connection.cut(1006);
    case 'code':
      return connection.cut(code, code === 3008 ? 'Session Expired: Maximum session duration exceeded' : '');
    case 'frame':
      connection.deliver(`{"type":"Error","error_code":${code},"error":"Session Cancelled: An error occurred"}`);
      return connection.cut(code, 'See Error message for details');
    case 'termination':
      return connection.deliver('{"type":"Termination","audio_duration_seconds":1,"session_duration_seconds":1}');
    case 'clean close':
      connection.deliver('{"type":"Termination","audio_duration_seconds":1,"session_duration_seconds":1}');
      return connection.cut(1000);
    case 'noise':
      return ['{', '[]', '{"type":"Turn"}', '{"type":"Begin"}', '{"type":"New"}'].forEach(connection.deliver);
  }
}

describe('random actions and faults', () => {
  it('leave no pending promise, no timer, and use limited memory', async () => {
    const { words, audio } = speech(60);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fault, { maxLength: 8 }),
        fc.array(act, { maxLength: 12 }),
        fc.record({ format_turns: fc.boolean(), reconnects: fc.boolean(), pings: fc.boolean() }),
        fc.nat(),
        async (faults, acts, { format_turns, reconnects, pings }, seed) => {
          const clock = testClock();
          let random = seed >>> 0;
          const next = (): number => (random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
          let number = 0;
          const server = service(clock, {
            words,
            pings,
            bytesPerSecond: seed % 3 === 0 ? 3000 : Infinity,
            onConnect(connection) {
              const plan = faults[number - 1];
              if (plan !== undefined) {
                clock.schedule(plan.afterMs, () => strike(plan.how, connection, CODES[seed % CODES.length]!));
              }
            },
            atConnect() {
              const plan = faults[number - 1];
              if (plan?.how === 'slow') return { slowMs: plan.afterMs };
              return plan?.how === 'refused' ? { status: 503 } : undefined;
            },
          });
          const dial: Dial = (request, events) => {
            if (faults[number - 1]?.how === 'no socket') throw new Error('no socket');
            return server.dial(request, events);
          };
          let timers = 0;
          const schedule = (ms: number, task: () => void): (() => void) => {
            timers++;
            let waits = true;
            const untrack = (): void => {
              if (waits) timers--;
              waits = false;
            };
            const cancel = clock.schedule(ms, () => {
              untrack();
              task();
            });
            return () => {
              untrack();
              cancel();
            };
          };
          const token = (): string | Promise<string> => {
            const how = faults[number++]?.how;
            if (how === 'no token') throw new Error('no token');
            return how === 'hanging token' ? new Promise(() => undefined) : 'token';
          };
          const controller = new AbortController();
          const pending = new Set<string>();
          const watch = (name: string, promise: Promise<unknown>): void => {
            const label = `${name} ${pending.size}`;
            pending.add(label);
            const done = (): void => void pending.delete(label);
            promise.then(done, done);
          };

          let session: StreamingSession | undefined;
          const options = {
            host: 'https://x.example.com',
            io: { dial, schedule, now: clock.now, random: next },
            credentials: { token },
          };
          const opening = connect(
            options,
            { sample_rate: RATE, format_turns, inactivity_timeout: 20 },
            {
              signal: controller.signal,
              bufferMs: 5000,
              idleTimeoutMs: 60_000,
              ...(!reconnects && { reconnect: false }),
            },
          ).then((opened) => {
            session = opened;
            session.on('error', () => undefined);
          });
          watch('connect', opening);
          const orders: number[] = [];
          await clock.advance(3000);
          session?.on('final', ({ order }) => orders.push(order));
          const readers: AsyncIterableIterator<unknown>[] = [];
          for (const { afterMs, what } of acts) {
            await clock.advance(afterMs);
            if (what === 'abort') controller.abort();
            if (session === undefined) continue;
            const chunk = audio.subarray(0, 2 + 2 * Math.floor(next() * 1500));
            if (what === 'write') watch(what, session.write(chunk));
            if (what === 'write much') watch(what, session.write(audio));
            if (what === 'pipe') watch(what, session.pipe([chunk, audio.subarray(0, 0), chunk]));
            if (what === 'hanging pipe') watch(what, session.pipe(new ReadableStream<Uint8Array>()));
            if (what === 'read') {
              readers.push(session.turns(), session.finalTurns());
              for (const reader of readers) watch(what, reader.next());
            }
            if (what === 'leave') for (const reader of readers.splice(0)) watch(what, reader.return!());
            if (what === 'close') watch(what, session.close());
            if (session.state !== 'closed') {
              if (what === 'endpoint') session.forceEndpoint();
              if (what === 'update') session.updateConfiguration({ max_turn_silence: 100 });
            }
            expect(session.heldMs).toBeLessThanOrEqual(5000);
          }
          if (session !== undefined) watch('last close', session.close());
          for (let ms = 0; ms < 900_000 && (pending.size > 0 || timers > 0); ms += 500) await clock.advance(500);
          expect([...pending]).toEqual([]);
          expect(timers).toBe(0);
          expect(session?.state ?? 'closed').toBe('closed');
          expect(orders).toEqual(orders.map((_, at) => orders[0]! + at));
          const summary = await session?.close();
          for (const { start, end } of summary?.gaps ?? []) expect(end).toBeGreaterThan(start);
          expect(summary?.gaps.at(-1)?.end ?? 0).toBeLessThanOrEqual(summary?.audioMs ?? 0);
        },
      ),
      { numRuns: 300 },
    );
  }, 120_000);
});
