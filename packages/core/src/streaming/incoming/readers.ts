import { createQueue, type Queue } from '../lib/queue.ts';
import type { FinalWord, Unread } from '../session/events.ts';
import type { FinalTurn } from './ledger.ts';
import type { StreamingTurn, StreamingWord } from './messages.ts';

/** The iterators of a session. */
export interface Readers {
  turns(): AsyncIterableIterator<StreamingTurn>;
  finalTurns(): AsyncIterableIterator<FinalTurn>;
  words(): AsyncIterableIterator<FinalWord>;
  /** Passes a message about a turn to the iterators of turns. */
  turn(turn: StreamingTurn): void;
  /** Passes a finished turn to the other iterators. */
  final(turn: FinalTurn): void;
  /** Ends all iterators, with `error` if the session failed. Returns whether there are any. */
  end(error: unknown): boolean;
}

/** @param onUnread Called when an iterator drops a value. */
export function createReaders(onUnread: (unread: Unread) => void): Readers {
  const turns = new Set<Queue<StreamingTurn>>();
  const finals = new Set<Queue<FinalTurn>>();
  const words = new Set<Queue<FinalWord>>();
  let ended: { readonly error: unknown } | undefined;

  const reader =
    <T>(queues: Set<Queue<T>>, iterator: Unread['iterator']) =>
    (): Queue<T> => {
      const queue: Queue<T> = createQueue<T>(
        () => queues.delete(queue),
        (dropped) => onUnread({ iterator, dropped }),
      );
      if (ended) queue.end(ended.error);
      else queues.add(queue);
      return queue;
    };

  return {
    turns: reader(turns, 'turns'),
    finalTurns: reader(finals, 'finalTurns'),
    words: reader(words, 'words'),
    turn(turn) {
      for (const queue of turns) queue.push(turn, turn.turn_order);
    },
    final(turn) {
      for (const queue of finals) queue.push(turn);
      for (const queue of words) for (const word of turn.words) queue.push(finalWord(word, turn));
    },
    end(error) {
      ended = { error };
      const queues = [...turns, ...finals, ...words];
      for (const queue of queues) queue.end(error);
      return queues.length > 0;
    },
  };
}

const finalWord = (word: StreamingWord, { order, speaker, channel }: FinalTurn): FinalWord => ({
  ...word,
  speaker: word.speaker ?? speaker ?? null,
  turn: order,
  channel: channel === undefined ? null : String(channel),
});
