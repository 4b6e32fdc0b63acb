import { finalText, type StreamingTurn, type StreamingWord } from './messages.ts';
import { type Overlap, withoutRepeats } from './overlap.ts';

/** A turn that is over. Each one is told exactly once. */
export interface FinalTurn {
  /** From 0, without holes. */
  readonly order: number;
  /** Formatted where the service formats. */
  readonly text: string;
  /** ms on the session's timeline: from its first sample, whatever the number of connections. */
  readonly start: number;
  /** ms */
  readonly end: number;
  readonly words: readonly StreamingWord[];
  /** 0..1, the mean of the words. */
  readonly confidence: number | undefined;
  /** The service's label, with streaming diarization; it starts anew with each connection. */
  readonly speaker: string | undefined;
  /** From 1, in a session with several channels. */
  readonly channel: number | undefined;
  /** Language code, where it was detected. */
  readonly language: string | undefined;
  readonly formatted: boolean;
  /** Whether the service ended it. If not, a connection or the session ended in its middle, and these are its words. */
  readonly complete: boolean;
}

/** Keeps account of turns over all connections of one session: one order, one timeline, nothing twice. */
export interface Ledger {
  /** A new connection starts with the audio at `baseMs`. Turns that were not told are expected again. */
  connected(baseMs: number): void;
  /** Takes one message. `turn` is what it says on the session's timeline; absent when it says nothing new. */
  take(turn: StreamingTurn): { readonly turn?: StreamingTurn; readonly finals: readonly FinalTurn[] };
  /** The turns that have ended and were waiting for their formatted copy. */
  flushEnded(): readonly FinalTurn[];
  /** All that is known, also the words of a turn that has not ended. */
  flush(): readonly FinalTurn[];
  /** Words that are known and whose audio before `ms` is gone, as a turn of their own. */
  settleBefore(ms: number): readonly FinalTurn[];
  /** Formatting was switched on or off in mid-session. */
  expectFormatted(formats: boolean): void;
  /** Where the current connection starts on the timeline, ms. */
  readonly baseMs: number;
  /** Whether a turn waits for its formatted copy. */
  readonly awaitsFormat: boolean;
  /** Whether a turn is being spoken. */
  readonly inProgress: boolean;
  /** End of the last word that was told, ms. */
  readonly settledMs: number;
  /** End of the last final word there is, told or not, ms. */
  readonly knownMs: number;
}

interface Entry {
  readonly order: number;
  turn: StreamingTurn;
  ended: boolean;
  formatted: boolean;
}

const NOTHING = { finals: [] } as const;

/** `formats`: whether a formatted copy follows each turn; unknown where the caller did not say. */
export function createLedger(options: {
  readonly formats: boolean | undefined;
  readonly channel?: number | undefined;
}): Ledger {
  let { formats } = options;
  let base = 0;
  let nextOrder = 0;
  let settledMs = 0;
  /** The last words told, for finding them again. */
  let tail: readonly StreamingWord[] = [];
  let overlap: Overlap | undefined;
  /** By the connection's own order. */
  let open = new Map<number, Entry>();
  let told = new Map<number, number>();
  let lastTold = -1;

  function onTimeline(turn: StreamingTurn, order: number, words: readonly StreamingWord[]): StreamingTurn {
    const unchanged = words === turn.words;
    if (unchanged && order === turn.turn_order) return turn;
    const dropped = words.length !== turn.words.length;
    return { ...turn, turn_order: order, words, ...(dropped && { transcript: finalText(words) }) };
  }

  function wordsOf(turn: StreamingTurn): readonly StreamingWord[] {
    const shifted =
      base === 0 ? turn.words : turn.words.map((word) => ({ ...word, start: word.start + base, end: word.end + base }));
    return overlap === undefined ? shifted : withoutRepeats(shifted, overlap);
  }

  function tell(wire: number, entry: Entry, complete: boolean): FinalTurn[] {
    open.delete(wire);
    told.set(wire, entry.order);
    told.delete(wire - 8);
    lastTold = Math.max(lastTold, wire);
    return finished(entry, entry.turn.words, entry.turn.transcript, complete);
  }

  function finished(entry: Entry, words: readonly StreamingWord[], transcript: string, complete: boolean): FinalTurn[] {
    const { turn } = entry;
    const text = complete || transcript !== '' ? transcript : words.map((word) => word.text).join(' ');
    const ends = words.reduce((latest, word) => Math.max(latest, word.end), 0);
    settledMs = Math.max(settledMs, ends);
    if (words.length > 0) tail = [...tail, ...words].slice(-8);
    return [
      {
        order: entry.order,
        text,
        start: words[0]?.start ?? settledMs,
        end: words.length > 0 ? ends : settledMs,
        words,
        confidence: words.length > 0 ? words.reduce((sum, word) => sum + word.confidence, 0) / words.length : undefined,
        speaker: turn.speaker_label ?? undefined,
        channel: options.channel,
        language: turn.language_code ?? undefined,
        formatted: entry.formatted,
        complete,
      },
    ];
  }

  /** Tells what can be told, in the order in which it was said. */
  function settle(): FinalTurn[] {
    const finals: FinalTurn[] = [];
    const wires = [...open.keys()].sort((a, b) => a - b);
    const lastEnded = wires.findLast((wire) => open.get(wire)!.ended) ?? -1;
    for (const wire of wires) {
      const entry = open.get(wire)!;
      const isDone = entry.ended && (entry.formatted || formats !== true);
      // What comes after it has ended already, so nothing more will be said about this one.
      if (!isDone && wire >= lastEnded) break;
      finals.push(...tell(wire, entry, entry.ended));
    }
    return finals;
  }

  return {
    connected(baseMs) {
      base = baseMs;
      nextOrder = Math.min(nextOrder, ...[...open.values()].map(({ order }) => order));
      open = new Map();
      told = new Map();
      lastTold = -1;
      overlap = tail.length > 0 ? { tail, untilMs: settledMs } : undefined;
    },

    take(turn) {
      const wire = turn.turn_order;
      const ends = turn.end_of_turn;
      if (turn.turn_is_formatted && ends && (open.get(wire)?.ended === true || told.has(wire))) formats ??= true;
      if (wire <= lastTold) {
        // A formatted copy that nobody waited for any more: worth showing, but told already.
        const order = told.get(wire);
        if (order === undefined || !turn.turn_is_formatted) return NOTHING;
        return { turn: onTimeline(turn, order, wordsOf(turn)), finals: [] };
      }
      const entry = open.get(wire);
      const isStale = entry !== undefined && ((entry.ended && !ends) || (entry.formatted && !turn.turn_is_formatted));
      if (isStale) return NOTHING;

      const words = wordsOf(turn);
      const isRepeat = overlap !== undefined && words.length === 0 && turn.words.length > 0;
      // Far enough behind what was told, or past the turn in which it was said again: no repeats from here on.
      if (overlap !== undefined && ((ends && words.length > 0) || (words[0]?.start ?? 0) > overlap.untilMs + 5000)) {
        if (!(formats === true && !turn.turn_is_formatted)) overlap = undefined;
      }
      if (isRepeat) {
        // What looked new has turned out to be the old words, heard in pieces.
        if (entry !== undefined && open.delete(wire)) nextOrder = Math.min(nextOrder, entry.order);
        return NOTHING;
      }
      if (entry === undefined && words.length === 0 && turn.transcript === '') return NOTHING;

      const order = entry?.order ?? nextOrder++;
      const said = onTimeline(turn, order, words);
      const now: Entry = {
        order,
        turn: said,
        ended: ends || entry?.ended === true,
        formatted: (turn.turn_is_formatted && ends) || entry?.formatted === true,
      };
      open.set(wire, now);
      return { turn: said, finals: ends || open.size > 1 ? settle() : [] };
    },

    flushEnded() {
      const finals: FinalTurn[] = [];
      for (const wire of [...open.keys()].sort((a, b) => a - b)) {
        const entry = open.get(wire)!;
        if (!entry.ended) break;
        finals.push(...tell(wire, entry, true));
      }
      return finals;
    },

    flush() {
      return [...open.keys()]
        .sort((a, b) => a - b)
        .flatMap((wire) => {
          const entry = open.get(wire)!;
          if (!entry.ended && entry.turn.words.length > 0) {
            const { words } = entry.turn;
            open.delete(wire);
            return finished(entry, words, words.map(({ text }) => text).join(' '), false);
          }
          return tell(wire, entry, entry.ended);
        })
        .filter(({ text, words }) => text !== '' || words.length > 0);
    },

    settleBefore(ms) {
      const finals: FinalTurn[] = [];
      for (const wire of [...open.keys()].sort((a, b) => a - b)) {
        const entry = open.get(wire)!;
        const gone = entry.turn.words.filter((word) => word.word_is_final && word.start < ms);
        if (gone.length === 0) continue;
        if (entry.ended && gone.length === entry.turn.words.length) {
          finals.push(...tell(wire, entry, true));
          continue;
        }
        finals.push(...finished(entry, gone, finalText(gone), false));
        open.delete(wire);
        nextOrder = Math.max(nextOrder, entry.order + 1);
      }
      if (finals.length > 0) nextOrder = finals.at(-1)!.order + 1;
      return finals;
    },

    expectFormatted(value) {
      formats = value;
    },
    get baseMs() {
      return base;
    },
    get awaitsFormat() {
      return [...open.values()].some(({ ended }) => ended);
    },
    get inProgress() {
      return open.size > 0;
    },
    get settledMs() {
      return settledMs;
    },
    get knownMs() {
      let known = settledMs;
      for (const { turn } of open.values()) {
        for (const word of turn.words) if (word.word_is_final) known = Math.max(known, word.end);
      }
      return known;
    },
  };
}
