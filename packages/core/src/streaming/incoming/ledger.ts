import { finalText, type StreamingTurn, type StreamingWord } from './messages.ts';
import { type Overlap, withoutRepeats } from './alignment.ts';

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
  /**
   * A new connection starts with the audio at `baseMs`. Turns that were not told are expected again; words whose audio
   * before that is gone are not, and come back as turns of their own.
   */
  connected(baseMs: number): readonly FinalTurn[];
  /** Takes one message. `turn` is what it says on the session's timeline; absent when it says nothing new. */
  take(turn: StreamingTurn): { readonly turn?: StreamingTurn; readonly finals: readonly FinalTurn[] };
  /** The turns that have ended and were waiting for their formatted copy. */
  flushEnded(): readonly FinalTurn[];
  /** All that is known, also the words of a turn that has not ended. */
  flush(): readonly FinalTurn[];
  /** Formatting was switched on or off in mid-session. */
  expectFormatted(formats: boolean): void;
  /** The session's order of a turn that the connection calls `wire`, if it was told or is being spoken. */
  orderOf(wire: number): number | undefined;
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
  readonly turn: StreamingTurn;
  /** The words before formatting, which may write several as one. */
  readonly spoken: readonly StreamingWord[];
  readonly ended: boolean;
  readonly formatted: boolean;
}

const NOTHING = { finals: [] } as const;

/** Words of the end of what was told that are kept for finding them again. */
const TAIL = 6;

/** `formats`: whether a formatted copy follows each turn; unknown where the caller did not say. */
export function createLedger(options: {
  readonly formats: boolean | undefined;
  readonly channel?: number | undefined;
}): Ledger {
  let { formats } = options;
  let base = 0;
  let nextOrder = 0;
  let settledMs = 0;
  let tail: readonly StreamingWord[] = [];
  /** The tail is the end of a turn, and silence followed. */
  let paused = false;
  let overlap: Overlap | undefined;
  /** The connection's last turn that may hold words of the overlap. */
  let overlapEnd = Infinity;
  /** By the connection's own order. */
  let open = new Map<number, Entry>();
  let told = new Map<number, number>();

  const inOrder = (): [number, Entry][] => [...open].sort(([a], [b]) => a - b);

  function onTimeline(turn: StreamingTurn, order: number, words: readonly StreamingWord[]): StreamingTurn {
    if (words === turn.words && order === turn.turn_order) return turn;
    const isCut = turn.words.length > 0 && words.length !== turn.words.length;
    return { ...turn, turn_order: order, words, ...(isCut && { transcript: finalText(words) }) };
  }

  function wordsOf({ turn_order, words }: StreamingTurn): readonly StreamingWord[] {
    const shifted =
      base === 0 ? words : words.map((word) => ({ ...word, start: word.start + base, end: word.end + base }));
    return overlap === undefined || turn_order > overlapEnd ? shifted : withoutRepeats(shifted, overlap);
  }

  function tell(wire: number, entry: Entry): FinalTurn {
    open.delete(wire);
    told.set(wire, entry.order);
    const { turn, spoken, ended } = entry;
    return ended ? finished(entry, turn.words, turn.transcript, spoken) : broken(entry, turn.words);
  }

  /** Words of a turn that has no end. */
  const broken = (entry: Entry, words: readonly StreamingWord[]): FinalTurn =>
    finished(entry, words, words.length > 0 ? textOf(words) : entry.turn.transcript, words);

  function finished(
    { order, turn, formatted, ended }: Entry,
    words: readonly StreamingWord[],
    text: string,
    spoken: readonly StreamingWord[],
  ): FinalTurn {
    const end = endOf(words, 0);
    const heardUntil = endOf(spoken, end);
    if (heardUntil >= settledMs && spoken.length > 0) {
      tail = [...tail, ...spoken].slice(-TAIL);
      paused = ended;
    }
    settledMs = Math.max(settledMs, heardUntil);
    const isEmpty = words.length === 0;
    return {
      order,
      text,
      start: words[0]?.start ?? settledMs,
      end: isEmpty ? settledMs : end,
      words,
      confidence: isEmpty ? undefined : words.reduce((sum, { confidence }) => sum + confidence, 0) / words.length,
      speaker: turn.speaker_label ?? undefined,
      channel: options.channel,
      language: turn.language_code ?? undefined,
      formatted,
      complete: ended,
    };
  }

  /** Tells what can be told, in the order in which it was said. */
  function settle(): FinalTurn[] {
    const finals: FinalTurn[] = [];
    const entries = inOrder();
    const lastEnded = entries.findLast(([, { ended }]) => ended)?.[0] ?? -1;
    for (const [wire, entry] of entries) {
      const isDone = entry.ended && (entry.formatted || formats !== true);
      // What comes after it has ended already, so nothing more will be said about this one.
      if (!isDone && wire >= lastEnded) break;
      finals.push(tell(wire, entry));
    }
    return finals;
  }

  /** The beginnings of turns, whose audio is gone. */
  const keepBefore = (ms: number): FinalTurn[] =>
    inOrder().flatMap(([wire, entry]) => {
      const { words } = entry.turn;
      const gone = words.filter((word) => word.word_is_final && word.start < ms);
      if (gone.length === 0) return [];
      return entry.ended && gone.length === words.length ? tell(wire, entry) : broken({ ...entry, ended: false }, gone);
    });

  return {
    connected(baseMs) {
      nextOrder = Math.min(nextOrder, ...[...open.values()].map(({ order }) => order));
      const kept = baseMs > settledMs ? keepBefore(baseMs).map((turn) => ({ ...turn, order: nextOrder++ })) : [];
      base = Math.round(baseMs);
      open = new Map();
      told = new Map();
      overlap = tail.length > 0 ? { tail, untilMs: settledMs, paused, fromMs: base } : undefined;
      overlapEnd = Infinity;
      return kept;
    },

    take(turn) {
      const { turn_order: wire, end_of_turn: ends, turn_is_formatted: isFormatted } = turn;
      const entry = open.get(wire);
      const order = told.get(wire);
      if (isFormatted && ends && (entry?.ended === true || order !== undefined)) formats ??= true;
      if (order !== undefined) {
        // A formatted copy that nobody waited for any more: worth showing, but told already.
        return isFormatted ? { turn: onTimeline(turn, order, wordsOf(turn)), finals: [] } : NOTHING;
      }
      if (entry !== undefined && ((entry.ended && !ends) || (entry.formatted && !isFormatted))) return NOTHING;

      const words = wordsOf(turn);
      const isRepeat = words.length === 0 && turn.words.length > 0;
      if (isRepeat && entry?.ended !== true) {
        // What looked new has turned out to be the old words, heard in pieces.
        if (entry !== undefined && open.delete(wire)) nextOrder = Math.min(nextOrder, entry.order);
        return NOTHING;
      }
      if (entry === undefined && words.length === 0 && turn.transcript === '') return NOTHING;
      if (ends) overlapEnd = Math.min(overlapEnd, wire);

      // A formatted copy may come without words, or write what is new and what is old as one word.
      const heard = words.length === 0 && entry?.ended === true ? entry.turn.words : words;
      const whole = onTimeline(turn, entry?.order ?? nextOrder++, heard);
      const said = isRepeat ? { ...whole, transcript: entry!.turn.transcript } : whole;
      open.set(wire, {
        order: said.turn_order,
        turn: said,
        spoken: isFormatted && entry?.ended === true ? entry.spoken : heard,
        ended: ends || entry?.ended === true,
        formatted: (isFormatted && ends) || entry?.formatted === true,
      });
      return { turn: said, finals: ends || open.size > 1 ? settle() : [] };
    },

    flushEnded() {
      const finals: FinalTurn[] = [];
      for (const [wire, entry] of inOrder()) {
        if (!entry.ended) break;
        finals.push(tell(wire, entry));
      }
      return finals;
    },

    flush: () =>
      inOrder()
        .map(([wire, entry]) => tell(wire, entry))
        .filter(({ text }) => text !== ''),

    expectFormatted(value) {
      formats = value;
    },
    orderOf: (wire) => open.get(wire)?.order ?? told.get(wire),
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
      return [...open.values()].reduce(
        (known, { turn }) =>
          endOf(
            turn.words.filter((word) => word.word_is_final),
            known,
          ),
        settledMs,
      );
    },
  };
}

const textOf = (words: readonly StreamingWord[]): string => words.map(({ text }) => text).join(' ');

const endOf = (words: readonly StreamingWord[], atLeast: number): number =>
  words.reduce((latest, { end }) => Math.max(latest, end), atLeast);
