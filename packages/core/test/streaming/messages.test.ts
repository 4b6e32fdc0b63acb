import { describe, expect, it } from 'vitest';
import { readMessage, type StreamingTurn } from '../../src/streaming/incoming/messages.ts';

const word = { text: 'hello', start: 100, end: 400, confidence: 0.9, word_is_final: false, speaker: 'A' };
const turn = {
  type: 'Turn',
  turn_order: 2,
  turn_is_formatted: true,
  end_of_turn: true,
  transcript: 'Hello.',
  end_of_turn_confidence: 0.8,
  words: [word],
  language_code: 'en',
};

function read(message: object): StreamingTurn | string {
  const result = readMessage(JSON.stringify(message));
  return result.kind === 'turn' ? result.turn : result.kind;
}

describe('a message about a turn', () => {
  it('is unchanged if it is complete', () => {
    expect(read(turn)).toEqual(turn);
  });

  it('gets defaults for values that are missing or of the wrong type', () => {
    const words = [
      { text: 'one', start: 100 },
      { text: 'two', start: '200', end: null, confidence: 1, word_is_final: 'yes' },
      { text: 'three', start: 300, end: 400, word_is_final: false },
    ];
    expect(read({ type: 'Turn', turn_order: 0, end_of_turn: 'true', words })).toEqual({
      type: 'Turn',
      turn_order: 0,
      turn_is_formatted: false,
      end_of_turn: false,
      transcript: 'one two',
      end_of_turn_confidence: 0,
      words: [
        { text: 'one', start: 100, end: 100, confidence: 0, word_is_final: true },
        { text: 'two', start: 0, end: 0, confidence: 1, word_is_final: true },
        { text: 'three', start: 300, end: 400, confidence: 0, word_is_final: false },
      ],
    });
  });

  it.each([{ words: 'none' }, { words: null }, { words: [null, 7, 'word', {}, { text: 1 }] }])(
    'has no words for %j',
    (broken) => {
      expect(read({ ...turn, ...broken })).toEqual({ ...turn, words: [] });
    },
  );

  it.each([{}, { turn_order: '1' }, { turn_order: -1 }, { turn_order: 1.5 }])(
    'is unreadable with the order %j',
    (order) => {
      expect(read({ ...turn, turn_order: undefined, ...order })).toBe('unreadable');
    },
  );
});
