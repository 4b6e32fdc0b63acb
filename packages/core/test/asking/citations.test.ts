import type { Transcript } from '../../src/index.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkedAnswer } from '../../src/asking/citations.ts';
import { createFinder } from '../../src/asking/finder.ts';
import { recordingOf } from '../../src/asking/recording.ts';
import { chatter, transcriptOf } from '@aai-connectors/stand-in/conversation';

const call = transcriptOf('t-1', [
  { speaker: 'A', text: 'Hello, how long does the refund take?' },
  { speaker: 'B', text: "It takes five working days. We don't charge for it." },
  { speaker: 'A', text: 'Great. Five working days is fine.' },
]);
const recordings = [recordingOf(call as unknown as Transcript, { speakerNames: { B: 'Ben' } })];
const check = (answer: string, question = 'How long does it take?') => checkedAnswer(answer, question, recordings);

describe('the quotes of an answer', () => {
  it.each([
    ['straight', 'Ben said "It takes five working days."'],
    ['curly', 'Ben said “it takes five working days”.'],
    ['German', 'Ben sagte: „It takes five working days.“'],
    ['French', 'Ben a dit «It takes five working days».'],
    ['single', "Ben said 'it takes five working days'."],
    ['a block', '> It takes five working days.'],
    ['no', 'It takes five working days.'],
  ])('are cited with speaker and time: %s quotation marks', (_, answer) => {
    expect(check(answer)).toMatchObject({
      text: answer,
      removed: 0,
      citations: [
        {
          transcript_id: 't-1',
          quote: 'It takes five working days.',
          speaker: 'Ben',
          start_ms: 2800,
          end_ms: 4800,
          start_time: '00:00:02',
          end_time: '00:00:04',
        },
      ],
    });
  });

  it('are removed if nobody said them, with the line that contains nothing else', () => {
    const { text, citations, removed } = check(
      'The refund takes “five working days”. It is “always free of charge”.\n\n- [0:02] Ben: “I promise you that.”\n- [0:02] Ben: “We don’t charge for it.”',
    );
    expect(text).toBe(
      'The refund takes “five working days”. It is [quote removed: not in the transcript].\n\n- [0:02] Ben: “We don’t charge for it.”',
    );
    expect(citations.map(({ quote }) => quote)).toEqual(['five working days.', "We don't charge for it."]);
    expect(removed).toBe(2);
  });

  it('are removed if they are altered, or begin or end within a word', () => {
    for (const quote of [
      'It takes six working days',
      'takes five work',
      'kes five working days',
      'five days',
      'days five',
    ]) {
      expect(check(`He said "${quote}".`)).toMatchObject({ citations: [], removed: 1 });
    }
  });

  it('may be shortened, if the parts follow each other', () => {
    expect(check('"It takes … We don’t charge for it."').citations).toMatchObject([
      { quote: "It takes … We don't charge for it.", start_ms: 2800, end_ms: 6800 },
    ]);
    expect(check('"We don’t charge for it [...] It takes five"').removed).toBe(1);
  });

  it('may repeat the question, and contain terms and apostrophes', () => {
    expect(check('Nobody mentioned "snow tires".', 'Did they mention snow tires?')).toMatchObject({ removed: 0 });
    expect(check("The customers' refunds don't cost the firm's money.")).toMatchObject({ removed: 0, citations: [] });
    expect(check('It is called "refund".')).toMatchObject({ removed: 0, citations: [] });
  });

  it('are cited at the place that the answer names', () => {
    expect(check('Speaker A: "five working days" [0:08]').citations[0]).toMatchObject({ speaker: 'Speaker A' });
    expect(check('Ben: "five working days" [0:03]').citations[0]).toMatchObject({ speaker: 'Ben' });
  });

  it('correct the time next to them', () => {
    expect(check('“It takes five working days” [12:40].').text).toBe('“It takes five working days” [00:00:02].');
  });

  it('are found in scripts without spaces', () => {
    const chinese = transcriptOf('t-2', [{ text: '退款 需要 五个 工作日 谢谢' }]);
    const found = checkedAnswer('他说「退款需要五个工作日」和「明天给你」', '?', [
      recordingOf(chinese as unknown as Transcript, {}),
    ]);
    expect(found.citations).toMatchObject([{ start_ms: 0, end_ms: 1600 }]);
    expect(found.removed).toBe(1);
  });

  it('have no time in a transcript without times', () => {
    const plain = recordingOf(
      { id: 't-3', status: 'completed', text: 'It takes five working days.' } as Transcript,
      {},
    );
    expect(checkedAnswer('“five working days” [0:01] “six working days”', '?', [plain])).toEqual({
      text: '“five working days” [0:01] [quote removed: not in the transcript]',
      citations: [{ transcript_id: 't-3', quote: 'five working days' }],
      removed: 1,
    });
  });
});

describe('the times of an answer', () => {
  it('are cited with the sentence that is spoken then', () => {
    expect(check('That is answered later [0:04 - 0:05].')).toMatchObject({
      text: 'That is answered later [0:04 - 0:05].',
      citations: [{ speaker: 'Ben', quote: 'It takes five working days.' }],
    });
  });

  it('are removed if the recording is shorter', () => {
    expect(check('That is answered later [59:59].')).toMatchObject({ text: 'That is answered later .', removed: 1 });
  });

  it('of the day stay', () => {
    expect(check('Call me at 10:30.')).toMatchObject({ text: 'Call me at 10:30.', removed: 0 });
  });
});

describe('the search for quotes', () => {
  const long = transcriptOf('t-4', chatter(400));

  it('finds every run of words, and nothing that was not said', () => {
    const words = long.words.map(({ text }) => text);
    const finder = createFinder(long.words);
    const run = fc.tuple(fc.nat(words.length - 40), fc.integer({ min: 4, max: 30 }));
    fc.assert(
      fc.property(run, ([from, count]) => {
        const said = words.slice(from, from + count);
        const [found] = finder.find([said.join(' ').toUpperCase()])!;
        expect(words.slice(found!.from, found!.to).join(' ')).toBe(said.join(' '));
        expect(finder.find([[...said.slice(0, 2), 'never', ...said.slice(2)].join(' ')])).toBeUndefined();
      }),
    );
  });

  it('never throws, whatever a model writes', () => {
    const recording = recordingOf(long as unknown as Transcript, {});
    const piece = fc.constantFrom(
      '"',
      '“',
      '”',
      "'",
      '[',
      ']',
      '0:28',
      '…',
      '\n',
      '> ',
      'Our garden',
      ': ',
      '退款',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'grapheme' }))), (pieces) => {
        expect(checkedAnswer(pieces.join(''), 'Why?', [recording]).removed).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
