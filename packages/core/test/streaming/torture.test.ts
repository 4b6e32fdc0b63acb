import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connect } from '../../src/streaming/connect.ts';
import type { FinalTurn } from '../../src/streaming/incoming/ledger.ts';
import { testClock } from './clock.ts';
import { RATE, service, speech } from './service.ts';

/** How a connection ends, after how many ms. */
const ending = fc.record({
  afterMs: fc.integer({ min: 0, max: 9000 }),
  how: fc.constantFrom('freeze', 1006, 3005, 1011, 3008, 3009, 1001, 'refused', 'slow'),
});

const CODES: Readonly<Record<number, string>> = {
  3005: 'Session Cancelled: An error occurred',
  3008: 'Session Expired: Maximum session duration exceeded',
  3009: 'Unauthorized Connection: Too many concurrent sessions',
};

/** How a word may be heard: the second time is seldom like the first. */
const WAYS = ['same', 'same', 'other', 'split'] as const;

describe('whatever happens to its connections, a session', () => {
  it('loses no word, doubles no word, and keeps one timeline', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(ending, { maxLength: 8 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        fc.oneof(
          fc.record({ jitterMs: fc.integer({ min: 0, max: 60 }), ways: fc.constant(['same'] as const) }),
          fc.record({ jitterMs: fc.integer({ min: 0, max: 20 }), ways: fc.constant(WAYS) }),
        ),
        fc.integer(),
        async (endings, perTurn, format_turns, { jitterMs, ways }, seed) => {
          const clock = testClock();
          const { words, audio, ms } = speech(40, perTurn);
          let state = seed >>> 0;
          const random = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
          const server = service(clock, {
            words,
            paceSlackMs: 3000,
            jitter: () => (random() - 0.5) * 2 * jitterMs,
            // The same each time on one connection, and not the next time.
            hear({ text, start }, connection) {
              const way = ways[(start * 7 + connection * 13 + seed) % ways.length] ?? 'same';
              if (way === 'split') return [`${text}a`, `${text}b`];
              return [way === 'same' ? text : `${text}${connection}`];
            },
            refuse: (at) => (endings[at]?.how === 'refused' ? { code: 1006, reason: '', status: 503 } : undefined),
            onConnect(connection) {
              const plan = endings[server.connections.length - 1];
              if (plan === undefined || plan.how === 'refused') return;
              clock.schedule(plan.afterMs, () => {
                if (plan.how === 'freeze') connection.freeze();
                else if (typeof plan.how === 'number') connection.cut(plan.how, CODES[plan.how]);
              });
            },
          });
          const session = await clock.during(
            connect(
              {
                host: 'https://streaming.example.com',
                hands: { dial: server.dial, schedule: clock.schedule, now: clock.now, random },
                credentials: { token: () => 'token' },
              },
              { sample_rate: RATE, format_turns },
            ).catch(() => undefined),
          );
          // Four refusals in a row end the first attempt for good.
          if (session === undefined) return;
          const finals: FinalTurn[] = [];
          session.on('final', (turn) => finals.push(turn));
          await clock.during(session.pipe([audio]));
          const summary = await clock.during(session.close());
          // A word that was heard as two is there twice, one after the other, and counts once.
          const told = finals
            .flatMap((turn) => turn.words)
            .filter((word, at, all) => all[at - 1]?.['spoken'] !== word['spoken']);
          expect(told.map((word) => word['spoken'])).toEqual(words.map((_, at) => at));
          if (ways.length === 1) {
            expect(told.map(({ text }) => text.toLowerCase())).toEqual(words.map(({ text }) => text));
          }
          expect(finals.map(({ order }) => order)).toEqual(finals.map((_, at) => at));
          told.forEach(({ start }, at) => expect(Math.abs(start - words[at]!.start)).toBeLessThanOrEqual(jitterMs + 1));
          expect(summary.gaps).toEqual([]);
          expect(summary.audioMs).toBe(ms);
          expect(clock.waiting).toBeLessThan(20);
        },
      ),
      { numRuns: 200 },
    );
  }, 120_000);
});
