import { describe, expect, it } from 'vitest';
import type { SocketEvents } from '@aai-connectors/core/streaming';
import { virtualClock } from '@aai-connectors/stand-in/clock';
import { confidenceOf, halvesOf, identityOf } from '../identity.ts';
import { seeded } from '../random.ts';
import { type Tampering, tampered } from '../tampering.ts';

interface Turn {
  readonly turn_order: number;
  readonly turn_is_formatted?: boolean;
  readonly speaker_label?: string;
  readonly words: readonly { readonly confidence: number }[];
}

/**
 * One connection whose service says each of `messages` after 1 s, and what its client receives: messages and closes. Its
 * client sends audio at `speed` times real time.
 */
async function received(
  tampering: Tampering,
  messages: readonly object[],
  { seed = 1, speed = 1 } = {},
): Promise<{ readonly at: number; readonly what: unknown }[]> {
  const clock = virtualClock({ settle: 'promises', start: 0 });
  const log: { at: number; what: unknown }[] = [];
  const client: SocketEvents = {
    onOpen: () => undefined,
    onPong: () => undefined,
    onMessage: (data) => void log.push({ at: clock.now(), what: JSON.parse(data as string) }),
    onClose: (code) => void log.push({ at: clock.now(), what: code }),
  };
  let isTerminating = false;
  const events = tampered(client, {
    clock,
    random: seeded(seed),
    tampering,
    audioMs: () => clock.now() * speed,
    isTerminating: () => isTerminating,
    cut: () => events.onClose(1006, ''),
  });
  for (const message of messages) {
    await clock.advance(1000);
    if ('terminate' in message) isTerminating = true;
    else events.onMessage(JSON.stringify(message));
  }
  events.onClose(1000, '');
  await clock.advance(60_000);
  return log;
}

const turn = (order: number, isFormatted: boolean): object => ({
  turn_order: order,
  turn_is_formatted: isFormatted,
  end_of_turn: true,
  transcript: 'no yes',
  words: [0, 1].map((at) => ({
    text: ['no', 'yes'][at],
    start: at * 100,
    end: at * 100 + 100,
    confidence: confidenceOf({ first: 2 * order + at, part: 1, offMs: 0 }),
    word_is_final: true,
    speaker: 'B',
  })),
  type: 'Turn',
});
const MANY = Array.from({ length: 200 }, (_, order) => [turn(order, false), turn(order, true)]).flat();
const TERMINATION = { type: 'Termination', audio_duration_seconds: 1 };

describe('tampering with the messages of a connection', () => {
  it('changes nothing unless asked to', async () => {
    const log = await received({}, [...MANY, TERMINATION]);
    expect(log.map(({ what }) => what)).toEqual([...MANY, TERMINATION, 1000]);
  });

  it('lets formatted copies come late, never, or with two words as one', async () => {
    const log = await received({ looseCopies: true }, MANY);
    const turns = log.map(({ what }) => what as Turn).filter((what) => typeof what === 'object');
    const copies = turns.filter(({ turn_is_formatted }) => turn_is_formatted);
    expect(turns.length - copies.length).toBe(200);
    expect(copies.length).toBeGreaterThan(150);
    expect(copies.length).toBeLessThan(195);
    const orders = turns.map(({ turn_order }) => turn_order);
    expect(orders).not.toEqual([...orders].sort((a, b) => a - b));
    const joined = copies.filter(({ words }) => words.length === 1);
    expect(joined.length).toBeGreaterThan(10);
    for (const { words, turn_order } of joined) {
      expect(halvesOf(identityOf(words[0]!.confidence))).toEqual([0, 1, 2, 3].map((at) => 4 * turn_order + at));
    }
  });

  it('counts turns from 0 again', async () => {
    const log = await received({ restartedOrders: true }, MANY);
    const turns = log.map(({ what }) => what as Turn).filter((what) => typeof what === 'object');
    const orders = turns.map(({ turn_order }) => turn_order);
    expect(turns).toHaveLength(400);
    expect(orders.filter((order) => order === 0).length).toBeGreaterThan(10);
    const isNext = orders.map((order, at) => order === 0 || order - (orders[at - 1] ?? 0) <= 1);
    expect(isNext).not.toContain(false);
  });

  it('sends the last turns between Termination and the close', async () => {
    const messages = [turn(0, false), { terminate: true }, turn(1, false), turn(1, true), TERMINATION];
    const log = await received({ lateLastTurns: true }, messages);
    const kinds = log.map(({ what }) =>
      typeof what === 'number' ? what : ((what as Turn).turn_order ?? 'Termination'),
    );
    expect(kinds).toEqual([0, 'Termination', 1, 1, 1000]);
    expect(log.at(-1)!.at - log[1]!.at).toBeGreaterThan(0);
  });

  it('breaks the connection between a turn and its formatted copy', async () => {
    const log = await received({ cutBeforeCopy: 0.05 }, MANY);
    expect(log.at(-1)!.what).toBe(1006);
    expect((log.at(-2)!.what as Turn).turn_is_formatted).toBe(false);
  });

  it('delays what is said about audio that came too fast, and the close behind it', async () => {
    const messages = [turn(0, false), turn(1, false), turn(2, false)];
    const log = await received({ processingSpeed: 1 }, messages, { speed: 3 });
    expect(log.map(({ at }) => at)).toEqual([3000, 6000, 9000, 9000]);
    expect(log.map(({ what }) => what)).toEqual([...messages, 1000]);
    const onTime = await received({ processingSpeed: 3 }, messages, { speed: 3 });
    expect(onTime.map(({ at }) => at)).toEqual([1000, 2000, 3000, 3000]);
  });

  it('labels turns with the speaker of their first word', async () => {
    const [first] = await received({ labels: true }, MANY.slice(0, 1));
    expect((first!.what as Turn).speaker_label).toBe('B');
  });
});
