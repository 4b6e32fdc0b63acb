import type { HeardWord } from '@aai-connectors/stand-in/live';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connect } from '../../src/streaming/connect.ts';
import type { FinalTurn } from '../../src/streaming/incoming/ledger.ts';
import { RATE, service, speech, testClock } from './stage.ts';

/** When and how a connection ends. */
const ending = fc.record({
  afterMs: fc.integer({ min: 0, max: 9000 }),
  how: fc.constantFrom('freeze', 1006, 3005, 1011, 3008, 3009, 1001, 'refused', 'slow'),
});

const CODES: Readonly<Record<number, string>> = {
  3005: 'Session Cancelled: An error occurred',
  3008: 'Session Expired: Maximum session duration exceeded',
  3009: 'Unauthorized Connection: Too many concurrent sessions',
};

/** How the service recognizes a word: a second recognition often differs from the first. */
const WAYS = ['same', 'same', 'other', 'split'] as const;

/** The words that a session reports instead of `word`. `spoken` is the index of the spoken word. */
function heardAs(
  word: HeardWord,
  way: (typeof WAYS)[number],
  { session, shiftMs, spoken }: { readonly session: number; readonly shiftMs: number; readonly spoken: number },
): HeardWord[] {
  const endings = { same: [''], other: [`${session}`], split: ['a', 'b'] }[way];
  const eachMs = (word.end - word.start) / endings.length;
  return endings.map((ending, at) => ({
    text: word.text + ending,
    display: way === 'same' ? word.display : word.text + ending,
    start: Math.max(0, Math.round(word.start + at * eachMs) + shiftMs),
    end: Math.round(word.start + (at + 1) * eachMs) + shiftMs,
    confidence: word.confidence,
    // Only the last word of a message can be not final.
    isFinal: word.isFinal || at < endings.length - 1,
    extra: { spoken },
  }));
}

describe('a session with random connection failures', () => {
  it('emits every word exactly once, on one timeline', async () => {
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
            mishear(word, index, session) {
              const { text, start } = words[index]!;
              // The same within a session, but different in the next session.
              const way = ways[(start * 7 + session * 13 + seed) % ways.length] ?? 'same';
              return heardAs(word, word.text === text ? way : 'same', {
                session,
                shiftMs: Math.round((random() - 0.5) * 2 * jitterMs),
                spoken: index,
              });
            },
            atConnect(number) {
              const plan = endings[number - 1];
              if (plan?.how === 'slow') return { slowMs: plan.afterMs };
              return plan?.how === 'refused' ? { status: 503 } : undefined;
            },
            onConnect(connection) {
              const plan = endings[connection.number - 1];
              if (plan === undefined) return;
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
                io: { dial: server.dial, schedule: clock.schedule, now: clock.now, random },
                credentials: { token: () => 'token' },
              },
              { sample_rate: RATE, format_turns },
            ).catch(() => undefined),
          );
          // The first connection gives up after four attempts.
          if (session === undefined) return;
          const finals: FinalTurn[] = [];
          session.on('final', (turn) => finals.push(turn));
          await clock.during(session.pipe([audio]));
          const summary = await clock.during(session.close());
          // A word that was recognized as two consecutive words counts once.
          const emitted = finals
            .flatMap((turn) => turn.words)
            .filter((word, at, all) => all[at - 1]?.['spoken'] !== word['spoken']);
          expect(emitted.map((word) => word['spoken'])).toEqual(words.map((_, at) => at));
          if (ways.length === 1) {
            expect(emitted.map(({ text }) => text.toLowerCase().replace('.', ''))).toEqual(
              words.map(({ text }) => text),
            );
          }
          expect(finals.map(({ order }) => order)).toEqual(finals.map((_, at) => at));
          emitted.forEach(({ start }, at) =>
            expect(Math.abs(start - words[at]!.start)).toBeLessThanOrEqual(jitterMs + 1),
          );
          expect(summary.gaps).toEqual([]);
          expect(summary.audioMs).toBe(ms);
          expect(clock.waiting).toBeLessThan(20);
        },
      ),
      { numRuns: 200 },
    );
  }, 120_000);
});
