import { describe, expect, it } from 'vitest';
import { confidenceOf } from '@aai-connectors/live-simulation';
import { createDialect, type Message, type PeerSession } from '../peers/dialects.ts';
import { type ConnectionEvents, inReconnectLoop, type ReportedWord } from '../peers/reconnect-loop.ts';
import { scoreOf } from '../peers/score.ts';

const WORDS = [0, 1, 2, 3, 4].map((at) => ({ text: 'no', start: at * 1000, end: at * 1000 + 300 }));

const reported = (numbers: readonly number[], baseMs = 0): ReportedWord[] =>
  numbers.map((first) => ({
    confidence: confidenceOf({ first, part: 1, offMs: 0 }),
    startMs: first * 1000 - baseMs,
    baseMs,
  }));

describe('the score of a client', () => {
  it('counts each spoken word by its identity', () => {
    expect(scoreOf(WORDS, reported([0, 1, 2, 3, 4]))).toEqual({
      spoken: 5,
      lost: 0,
      doubled: 0,
      misplaced: 0,
      misplacedFromBase: 0,
    });
    expect(scoreOf(WORDS, reported([0, 2, 2, 4]))).toMatchObject({ lost: 2, doubled: 1 });
  });

  it('sees times that count from the start of a connection', () => {
    const words = [...reported([0, 1]), ...reported([2, 3, 4], 2000)];
    expect(scoreOf(WORDS, words)).toMatchObject({ misplaced: 3, misplacedFromBase: 0 });
  });
});

describe('a reconnect loop', () => {
  it('keeps the words of a turn that a cut ended, and knows where each connection starts', async () => {
    const words: ReportedWord[] = [];
    const connections: ConnectionEvents[] = [];
    const sent: number[] = [];
    const peer = await inReconnectLoop(
      (word) => words.push(word),
      (events) => {
        const number = connections.push(events);
        return Promise.resolve({ send: () => void sent.push(number), close: () => Promise.resolve() });
      },
    );
    peer.send(new Uint8Array(2), 0);
    connections[0]!.heard([{ confidence: 0.9, startMs: 0 }], false);
    connections[0]!.ended();
    expect(words).toEqual([{ confidence: 0.9, startMs: 0, baseMs: 0 }]);
    peer.send(new Uint8Array(2), 100);
    await expect.poll(() => connections.length).toBe(2);
    peer.send(new Uint8Array(2), 200);
    connections[1]!.heard([{ confidence: 0.8, startMs: 50 }], true);
    expect(words.at(-1)).toEqual({ confidence: 0.8, startMs: 50, baseMs: 200 });
    expect(sent).toEqual([1, 2]);
    await peer.close();
    connections[1]!.ended();
    expect(connections).toHaveLength(2);
  });
});

describe('the protocols of the other SDKs', () => {
  const turn = (isEnd: boolean): Message => ({
    type: 'Turn',
    turn_order: 3,
    end_of_turn: isEnd,
    transcript: 'no yes',
    words: [
      { text: 'no', start: 400, end: 600, confidence: 0.91, word_is_final: true },
      { text: 'yes', start: 700, end: 1000, confidence: 0.92, word_is_final: true },
    ],
  });
  const session = (): PeerSession => ({ id: 'a', acknowledgedBytes: 8000 });

  it('are those of Deepgram', () => {
    const { toClient, toService } = createDialect('deepgram', session(), 16);
    expect(toClient({ type: 'Begin' })).toEqual([]);
    expect(toClient(turn(true))).toMatchObject([
      {
        type: 'Results',
        is_final: true,
        channel: { alternatives: [{ transcript: 'no yes', words: [{ word: 'no', start: 0.4 }, { end: 1 }] }] },
      },
    ]);
    expect([toService({ type: 'CloseStream' }), toService({ type: 'KeepAlive' })]).toEqual([
      { type: 'Terminate' },
      undefined,
    ]);
  });

  it('are those of Gladia, which acknowledges audio whose words are final', () => {
    const peer = session();
    const { toClient } = createDialect('gladia', peer, 16);
    expect(toClient(turn(false))).toHaveLength(1);
    expect(toClient(turn(true))).toMatchObject([
      { type: 'transcript', data: { is_final: true, utterance: { words: [{ word: 'no' }, { start: 0.7 }] } } },
      { type: 'audio_chunk', acknowledged: true, data: { byte_range: [8000, 24_000] } },
    ]);
    expect(peer.acknowledgedBytes).toBe(24_000);
  });
});
