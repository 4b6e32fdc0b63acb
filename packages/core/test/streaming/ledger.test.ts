import { describe, expect, it } from 'vitest';
import { createLedger } from '../../src/streaming/incoming/ledger.ts';
import type { StreamingTurn, StreamingWord } from '../../src/streaming/incoming/messages.ts';

type Recognized = readonly [text: string, start: number, end: number];

function turn(order: number, kind: 'partial' | 'ended' | 'formatted', ...recognized: Recognized[]): StreamingTurn {
  const words = recognized.map(([text, start, end]): StreamingWord => ({
    text,
    start,
    end,
    confidence: 1,
    word_is_final: true,
  }));
  return {
    type: 'Turn',
    turn_order: order,
    turn_is_formatted: kind === 'formatted',
    end_of_turn: kind !== 'partial',
    transcript: recognized.map(([text]) => text).join(' '),
    end_of_turn_confidence: 1,
    words,
  };
}

/** A ledger that has emitted "refund one money" and knows that "money order" follows. */
function interruptedLedger(): ReturnType<typeof createLedger> {
  const ledger = createLedger(undefined);
  ledger.configure({ format_turns: true });
  ledger.begun(0);
  const first: Recognized[] = [
    ['refund', 1000, 1300],
    ['one', 1340, 1580],
    ['money', 1640, 2000],
  ];
  ledger.received(turn(0, 'ended', ...first));
  ledger.received(turn(0, 'formatted', ...first));
  ledger.received(turn(1, 'ended', ['money', 2040, 2520], ['order', 2600, 2840]));
  ledger.begun(0);
  return ledger;
}

const AGAIN: readonly Recognized[] = [
  ['refund', 1020, 1300],
  ['one', 1340, 1580],
  ['moneymoney', 1640, 2480],
  ['order', 2600, 2920],
  ['yes', 3000, 3240],
];

describe('a new word that is recognized as one with an emitted word', () => {
  it('is emitted as an earlier connection recognized it', () => {
    const ledger = interruptedLedger();
    expect(ledger.received(turn(0, 'partial', ...AGAIN)).turn?.transcript).toBe('money order yes');
    expect(ledger.received(turn(0, 'ended', ...AGAIN)).turn?.transcript).toBe('money order yes');
    const { finals } = ledger.received(turn(0, 'formatted', ...AGAIN));
    expect(finals.map(({ text, start }) => [text, start])).toEqual([['money order yes', 2040]]);
  });

  it('is emitted once if formatting joins other words', () => {
    const ledger = interruptedLedger();
    ledger.received(turn(0, 'ended', ...AGAIN));
    const joined: Recognized[] = [...AGAIN.slice(0, 3), ['order-yes', 2600, 3240]];
    const { finals } = ledger.received(turn(0, 'formatted', ...joined));
    expect(finals.map(({ text }) => text)).toEqual(['money order-yes']);
  });
});

describe('a new word that is recognized as one with a word which a session has cut', () => {
  it('is emitted as an earlier connection recognized it', () => {
    const ledger = createLedger(undefined);
    ledger.begun(0);
    ledger.received(turn(0, 'ended', ['order', 380, 780], ['i', 860, 1180], ['p', 1900, 2700]));
    ledger.interrupted();
    ledger.configure({ format_turns: true });
    ledger.begun(0);
    const next: Recognized[] = [
      ['order', 380, 780],
      ['i', 860, 1180],
      ['please', 1920, 2240],
      ['please', 2320, 2800],
      ['time', 2880, 3280],
    ];
    expect(ledger.received(turn(0, 'ended', ...next)).turn?.transcript).toBe('please time');
    ledger.begun(0);
    const joined: Recognized[] = [...next.slice(0, 2), ['pleaseplease', 2000, 2880], ['time', 2900, 3240]];
    expect(ledger.received(turn(0, 'ended', ...joined)).turn?.transcript).toBe('please time');
  });
});

describe('the known end of a turn', () => {
  it('is not before its end in the message before the turn ended', () => {
    const ledger = createLedger(undefined);
    ledger.begun(0);
    ledger.received(turn(0, 'partial', ['your', 200, 400], ['itit', 500, 1300]));
    ledger.received(turn(0, 'ended', ['your', 200, 400], ['itit', 500, 1380]));
    expect(ledger.knownMs).toBe(1300);
  });

  it('is estimated if the last word has changed', () => {
    const ledger = createLedger(undefined);
    ledger.begun(0);
    ledger.received(turn(0, 'partial', ['your', 200, 1300]));
    ledger.received(turn(0, 'ended', ['your', 200, 400], ['it', 500, 1380]));
    expect(ledger.knownMs).toBe(750);
  });
});
