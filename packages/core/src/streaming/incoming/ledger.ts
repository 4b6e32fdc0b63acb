import { TAIL_WORDS } from '../limits.ts';
import { type Overlap, withoutRepeats } from './alignment.ts';
import { finalText, type StreamingTurn, type StreamingWord } from './messages.ts';

/** A finished turn. Each turn is emitted exactly once. */
export interface FinalTurn {
  /** Counts from 0, without gaps. */
  readonly order: number;
  /** Formatted if the service formats turns. */
  readonly text: string;
  /** ms from the first sample of the session, across all connections. */
  readonly start: number;
  /** ms */
  readonly end: number;
  readonly words: readonly StreamingWord[];
  /** 0 to 1, the mean of the words. */
  readonly confidence: number | undefined;
  /** The service's label, with `speaker_labels`. Labels restart with each connection. */
  readonly speaker: string | undefined;
  /** Counts from 1, for audio with several channels. */
  readonly channel: number | undefined;
  /** Language code, if it was detected. */
  readonly language: string | undefined;
  readonly formatted: boolean;
  /** Whether the service ended the turn. False if a connection or the session ended in the middle of the turn. */
  readonly complete: boolean;
}

/** Combines the turns of all connections into one order and one timeline, without repeated words. */
export interface Ledger {
  /**
   * A new connection starts with the audio at `baseMs`. The service will recognize turns that were not emitted again, but
   * not the words before `baseMs`: returns these as finished turns.
   */
  begun(baseMs: number): readonly FinalTurn[];
  /** Adds a message. `turn` is the same turn on the session's timeline; absent if the message adds nothing. */
  received(turn: StreamingTurn): { readonly turn?: StreamingTurn; readonly finals: readonly FinalTurn[] };
  /** Finishes the ended turns that wait for their formatted copy. */
  flushEnded(): readonly FinalTurn[];
  /** Finishes all turns, including the words of a turn that has not ended. */
  flush(): readonly FinalTurn[];
  /** Sets the session's parameters, at its start and when they change. */
  configure(params: Readonly<Record<string, unknown>>): void;
  /** The session's order of the turn with the connection's order `wire`; undefined for an unknown turn. */
  orderOf(wire: number): number | undefined;
  /** Where the current connection starts on the session's timeline, ms. */
  readonly baseMs: number;
  /** Whether a turn waits for its formatted copy. */
  readonly awaitsFormat: boolean;
  /** Whether a turn is not finished yet. */
  readonly inProgress: boolean;
  /** End of the last emitted word, ms. */
  readonly emittedMs: number;
  /** End of the last final word, emitted or not, ms. */
  readonly knownMs: number;
}

interface Entry {
  readonly order: number;
  readonly turn: StreamingTurn;
  /** The words before formatting, which may join several words. */
  readonly spoken: readonly StreamingWord[];
  readonly ended: boolean;
  readonly formatted: boolean;
}

const NOTHING = { finals: [] } as const;

/** @param channel of the finished turns */
export function createLedger(channel: number | undefined): Ledger {
  /** Whether a formatted copy follows each turn; undefined if unknown. */
  let formats: boolean | undefined;
  let base = 0;
  let nextOrder = 0;
  let emittedMs = 0;
  let tail: readonly StreamingWord[] = [];
  /** Silence followed the tail and ended its turn. */
  let paused = false;
  let overlap: Overlap | undefined;
  /** The connection's last turn that may contain repeated words. */
  let overlapEnd = Infinity;
  /** Unfinished turns by the connection's order. */
  let open = new Map<number, Entry>();
  /** The session's order of finished turns by the connection's order. */
  let emitted = new Map<number, number>();

  const inOrder = (): [number, Entry][] => [...open].sort(([a], [b]) => a - b);

  function onTimeline(turn: StreamingTurn, order: number, words: readonly StreamingWord[]): StreamingTurn {
    if (words === turn.words && order === turn.turn_order) return turn;
    const isCut = turn.words.length > 0 && words.length !== turn.words.length;
    return { ...turn, turn_order: order, words, ...(isCut && { transcript: finalText(words) }) };
  }

  function wordsOf({ turn_order, words }: StreamingTurn): readonly StreamingWord[] {
    const shifted =
      base === 0 ? words : words.map((word) => ({ ...word, start: word.start + base, end: word.end + base }));
    return overlap && turn_order <= overlapEnd ? withoutRepeats(shifted, overlap) : shifted;
  }

  function finish(wire: number, entry: Entry): FinalTurn {
    open.delete(wire);
    emitted.set(wire, entry.order);
    const { turn, spoken, ended } = entry;
    return ended ? finalTurn(entry, turn.words, turn.transcript, spoken) : incomplete(entry, turn.words);
  }

  /** A turn that the service has not ended. */
  const incomplete = (entry: Entry, words: readonly StreamingWord[]): FinalTurn =>
    finalTurn(entry, words, words.length > 0 ? textOf(words) : entry.turn.transcript, words);

  function finalTurn(
    { order, turn, formatted, ended }: Entry,
    words: readonly StreamingWord[],
    text: string,
    spoken: readonly StreamingWord[],
  ): FinalTurn {
    const end = endOf(words, 0);
    const spokenUntil = endOf(spoken, end);
    if (spokenUntil >= emittedMs && spoken.length > 0) {
      tail = [...tail, ...spoken].slice(-TAIL_WORDS);
      paused = ended;
    }
    emittedMs = Math.max(emittedMs, spokenUntil);
    const isEmpty = words.length === 0;
    return {
      order,
      text,
      start: words[0]?.start ?? emittedMs,
      end: isEmpty ? emittedMs : end,
      words,
      confidence: isEmpty ? undefined : words.reduce((sum, { confidence }) => sum + confidence, 0) / words.length,
      speaker: turn.speaker_label ?? undefined,
      channel,
      language: turn.language_code ?? undefined,
      formatted,
      complete: ended,
    };
  }

  /** Finishes turns in order, up to the first turn that is not done. */
  function finishDone(isDone: (entry: Entry, wire: number) => boolean): FinalTurn[] {
    const entries = inOrder();
    const rest = entries.findIndex(([wire, entry]) => !isDone(entry, wire));
    return entries.slice(0, rest < 0 ? Infinity : rest).map(([wire, entry]) => finish(wire, entry));
  }

  function finishComplete(): FinalTurn[] {
    const lastEnded = inOrder().findLast(([, { ended }]) => ended)?.[0] ?? -1;
    // Once a later turn has ended, the service sends no more messages about earlier turns.
    return finishDone((entry, wire) => (entry.ended && (entry.formatted || !formats)) || wire < lastEnded);
  }

  /** Finishes the words before `ms`, whose audio was released. */
  const finalsBefore = (ms: number): FinalTurn[] =>
    inOrder().flatMap(([wire, entry]) => {
      const { words } = entry.turn;
      const gone = words.filter((word) => word.word_is_final && word.start < ms);
      if (gone.length === 0) return [];
      return entry.ended && gone.length === words.length
        ? finish(wire, entry)
        : incomplete({ ...entry, ended: false }, gone);
    });

  return {
    begun(baseMs) {
      nextOrder = Math.min(nextOrder, ...[...open.values()].map(({ order }) => order));
      const kept = baseMs > emittedMs ? finalsBefore(baseMs).map((turn) => ({ ...turn, order: nextOrder++ })) : [];
      base = Math.round(baseMs);
      open = new Map();
      emitted = new Map();
      overlap = tail.length > 0 ? { tail, untilMs: emittedMs, paused, fromMs: base } : undefined;
      overlapEnd = Infinity;
      return kept;
    },

    received(turn) {
      const { turn_order: wire, end_of_turn: ends, turn_is_formatted: isFormatted } = turn;
      const entry = open.get(wire);
      const order = emitted.get(wire);
      if (isFormatted && ends && (entry?.ended || order !== undefined)) formats ??= true;
      if (order !== undefined) {
        // A late formatted copy causes a `turn` event, but the final turn was already emitted.
        return isFormatted ? { turn: onTimeline(turn, order, wordsOf(turn)), finals: [] } : NOTHING;
      }
      if (entry && ((entry.ended && !ends) || (entry.formatted && !isFormatted))) return NOTHING;

      const words = wordsOf(turn);
      const isRepeat = words.length === 0 && turn.words.length > 0;
      if (isRepeat && !entry?.ended) {
        // Words that seemed new are repeats that the service first recognized in parts.
        if (entry && open.delete(wire)) nextOrder = Math.min(nextOrder, entry.order);
        return NOTHING;
      }
      if (!entry && words.length === 0 && turn.transcript === '') return NOTHING;
      if (ends) overlapEnd = Math.min(overlapEnd, wire);

      // A formatted copy may have no words, or join a repeated word with a new word.
      const kept = words.length === 0 && entry?.ended ? entry.turn.words : words;
      const whole = onTimeline(turn, entry?.order ?? nextOrder++, kept);
      const said = isRepeat ? { ...whole, transcript: entry!.turn.transcript } : whole;
      open.set(wire, {
        order: said.turn_order,
        turn: said,
        spoken: isFormatted && entry?.ended ? entry.spoken : kept,
        ended: ends || !!entry?.ended,
        formatted: (isFormatted && ends) || !!entry?.formatted,
      });
      return { turn: said, finals: ends || open.size > 1 ? finishComplete() : [] };
    },

    flushEnded: () => finishDone(({ ended }) => ended),
    flush: () => finishDone(() => true).filter(({ text }) => text !== ''),

    configure({ format_turns }) {
      if (typeof format_turns === 'boolean') formats = format_turns;
    },
    orderOf: (wire) => open.get(wire)?.order ?? emitted.get(wire),
    get baseMs() {
      return base;
    },
    get awaitsFormat() {
      return [...open.values()].some(({ ended }) => ended);
    },
    get inProgress() {
      return open.size > 0;
    },
    get emittedMs() {
      return emittedMs;
    },
    get knownMs() {
      return [...open.values()].reduce(
        (known, { turn }) =>
          endOf(
            turn.words.filter((word) => word.word_is_final),
            known,
          ),
        emittedMs,
      );
    },
  };
}

const textOf = (words: readonly StreamingWord[]): string => words.map(({ text }) => text).join(' ');

const endOf = (words: readonly StreamingWord[], atLeast: number): number =>
  words.reduce((latest, { end }) => Math.max(latest, end), atLeast);
