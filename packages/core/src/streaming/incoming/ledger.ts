import { ACCURACY_MS } from '../limits.ts';
import type { Weights } from './alignment.ts';
import { finalText, type StreamingTurn, type StreamingWord } from './messages.ts';
import { createNumbering } from './numbering.ts';
import { createRepeats, freshIn, type Hearing } from './repeats.ts';
import type { Speakers } from './speakers.ts';
import { likelyEnd, likelyStart, spotsOf } from './spots.ts';

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
  /** The service's label, with `speaker_labels`. A later connection uses the same label if it is known who speaks. */
  readonly speaker: string | undefined;
  /** Counts from 1, for audio with several channels. */
  readonly channel: number | undefined;
  /** Language code, if it was detected. */
  readonly language: string | undefined;
  readonly formatted: boolean;
  /** Whether the service ended the turn. False if a connection or the session ended in the middle of the turn. */
  readonly complete: boolean;
}

export interface Received {
  readonly turn?: StreamingTurn;
  readonly finals: readonly FinalTurn[];
  /** The service counts turns from a lower number again: it is the first message about a new turn. */
  readonly restarted?: boolean;
  /** Label of a speaker who could not be matched with the speakers of earlier connections. */
  readonly unmatched?: string | undefined;
}

/** Combines the turns of all connections into one order and one timeline, without repeated words. */
export interface Ledger {
  /**
   * A new connection starts with the audio at `baseMs`. The service will recognize turns that were not emitted again, but
   * not the words before `baseMs`: returns these as finished turns.
   */
  begun(baseMs: number): readonly FinalTurn[];
  /** Adds a message. `turn` is the same turn on the session's timeline; absent if the message adds nothing. */
  received(turn: StreamingTurn): Received;
  /** The service ended its session, and with it the last turn: perhaps without a pause. */
  interrupted(): void;
  /** Finishes the ended turns that wait for their formatted copy. */
  flushEnded(): readonly FinalTurn[];
  /** Finishes all turns, including the words of a turn that has not ended. */
  flush(): readonly FinalTurn[];
  /** Sets the session's parameters, at its start and when they change. */
  configure(params: Readonly<Record<string, unknown>>): void;
  /** The session's order of the turn with the connection's order `wire`; undefined for an unknown turn. */
  orderOf(wire: number): number | undefined;
  /** The session's label for a speaker's label in the connection. */
  speakerOf(label: string): string;
  /** Where the current connection starts on the session's timeline, ms. */
  readonly baseMs: number;
  /** Whether a turn waits for its formatted copy. */
  readonly awaitsFormat: boolean;
  /** Whether a turn is not finished yet. */
  readonly inProgress: boolean;
  /** Where a new connection must start to recognize the last emitted words again, ms. */
  readonly resumeMs: number;
  /** Likely end of the last final word, emitted or not, ms: without the padding of its time. */
  readonly knownMs: number;
}

interface Entry {
  readonly order: number;
  readonly turn: StreamingTurn;
  /** The words before formatting, which may join several words. */
  readonly spoken: readonly StreamingWord[];
  readonly ended: boolean;
  readonly formatted: boolean;
  readonly hearing: Hearing;
}

/** A turn of which no more words follow. `order` is undefined if it only repeated emitted words. */
interface Done {
  readonly order: number | undefined;
  readonly hearing: Hearing;
}

const NOTHING: Received = { finals: [] };

/**
 * @param channel of the finished turns
 * @param speakers If not set, labels of speakers are those of each connection.
 */
export function createLedger(channel: number | undefined, weights?: Weights, speakers?: Speakers): Ledger {
  /** Whether a formatted copy follows each turn; undefined if unknown. */
  let formats: boolean | undefined;
  let base = 0;
  let nextOrder = 0;
  let emittedMs = 0;
  const numbering = createNumbering();
  const repeats = createRepeats(weights);
  /** Turns by their numbers in the connection. */
  let open = new Map<number, Entry>();
  let done = new Map<number, Done>();

  const named = (words: readonly StreamingWord[]): readonly StreamingWord[] => speakers?.words(words) ?? words;

  const inOrder = (): [number, Entry][] => [...open].sort(([a], [b]) => a - b);

  function onTimeline(
    turn: StreamingTurn,
    order: number,
    words: readonly StreamingWord[],
    { repeats }: Hearing,
  ): StreamingTurn {
    if (words === turn.words && order === turn.turn_order) return turn;
    const isCut = turn.words.length > 0 && repeats > 0;
    return { ...turn, turn_order: order, words, ...(isCut && { transcript: finalText(words) }) };
  }

  const shifted = ({ words }: StreamingTurn): readonly StreamingWord[] =>
    base === 0 ? words : words.map((word) => ({ ...word, start: word.start + base, end: word.end + base }));

  function finish(key: number, entry: Entry): FinalTurn {
    open.delete(key);
    done.set(key, { order: entry.order, hearing: entry.hearing });
    const { turn, spoken, ended } = entry;
    return ended ? finalTurn(key, entry, turn.words, turn.transcript, spoken) : incomplete(key, entry, turn.words);
  }

  /** A turn that the service has not ended. */
  const incomplete = (key: number, entry: Entry, words: readonly StreamingWord[]): FinalTurn =>
    finalTurn(key, entry, words, words.length > 0 ? textOf(words) : entry.turn.transcript, words);
  function finalTurn(
    key: number,
    { order, turn, formatted, ended, hearing }: Entry,
    words: readonly StreamingWord[],
    text: string,
    spoken: readonly StreamingWord[],
  ): FinalTurn {
    repeats.emitted(key, spotsOf(spoken, ended, hearing));
    speakers?.emitted(spoken, turn.speaker_label ?? undefined);
    const end = endOf(words, 0);
    emittedMs = endOf(spoken, Math.max(emittedMs, end));
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
  function finishDone(isDone: (entry: Entry, key: number) => boolean): FinalTurn[] {
    const entries = inOrder();
    const rest = entries.findIndex(([key, entry]) => !isDone(entry, key));
    return entries.slice(0, rest < 0 ? Infinity : rest).map(([key, entry]) => finish(key, entry));
  }

  function finishComplete(): FinalTurn[] {
    const lastEnded = inOrder().findLast(([, { ended }]) => ended)?.[0] ?? -1;
    // Once a later turn has ended, the service sends no more messages about earlier turns.
    return finishDone((entry, key) => (entry.ended && (entry.formatted || !formats)) || key < lastEnded);
  }

  /** Finishes the words before `ms`, whose audio was released. */
  const finalsBefore = (ms: number): FinalTurn[] =>
    inOrder().flatMap(([key, entry]) => {
      const { words } = entry.turn;
      const gone = words.filter((word, at) => word.word_is_final && likelyStart(word, at === 0) < ms);
      if (gone.length === 0) return [];
      return entry.ended && gone.length === words.length
        ? finish(key, entry)
        : incomplete(key, { ...entry, ended: false }, gone);
    });

  return {
    begun(baseMs) {
      nextOrder = Math.min(nextOrder, ...[...open.values()].map(({ order }) => order));
      // The audio of words may have been released.
      const goneMs = baseMs > repeats.resumeMs ? baseMs + ACCURACY_MS : 0;
      const kept = finalsBefore(goneMs).map((turn) => ({ ...turn, order: nextOrder++ }));
      // The other words may still have been hidden or different.
      const recognized = inOrder().flatMap(([, { spoken, ended, hearing }]) =>
        spotsOf(spoken.filter(isFinal), ended, hearing),
      );
      base = Math.round(baseMs);
      open = new Map();
      done = new Map();
      numbering.begun();
      speakers?.begun();
      repeats.begun(
        base,
        recognized.filter((spot) => likelyStart(spot, spot.early) >= goneMs),
      );
      return kept;
    },

    received(turn) {
      const { end_of_turn: ends, turn_is_formatted: isFormatted } = turn;
      const before = numbering.lastOf(turn.turn_order);
      const key = numbering.keyOf(turn);
      const restarted = key > before;
      const entry = open.get(key);
      const known = done.get(key);
      if (isFormatted && ends && (entry?.ended || known)) formats ??= true;
      const heard = shifted(turn);
      if (known) {
        // A late formatted copy causes a `turn` event, but the final turn was already emitted.
        const { order, hearing } = known;
        if (!isFormatted || order === undefined) return NOTHING;
        const words = named(freshIn(heard, hearing, []));
        return { turn: onTimeline(speakers?.turn(turn) ?? turn, order, words, hearing), finals: [] };
      }
      if (entry && ((entry.ended && !ends) || (entry.formatted && !isFormatted))) return NOTHING;

      const copied = entry?.ended ? entry : undefined;
      const hearing = copied?.hearing ?? repeats.hear(heard, key, ends, entry?.spoken.at(-1));
      if (!copied && hearing.repeats > 0) speakers?.repeated(key, turn, heard.slice(0, hearing.repeats));
      const words = freshIn(heard, hearing, copied?.spoken ?? []);
      const isRepeat = words.length === 0 && turn.words.length > 0;
      if (isRepeat && !copied) {
        // Words that seemed new are repeats that the service first recognized in parts.
        if (entry && open.delete(key)) nextOrder = Math.min(nextOrder, entry.order);
        if (ends) done.set(key, { order: undefined, hearing });
        return NOTHING;
      }
      if (!entry && words.length === 0 && turn.transcript === '') return NOTHING;

      // A formatted copy may have no words.
      const kept = words.length === 0 && copied ? copied.turn.words : named(words);
      const whole = onTimeline(speakers?.turn(turn) ?? turn, entry?.order ?? nextOrder++, kept, hearing);
      const said = isRepeat ? { ...whole, transcript: entry!.turn.transcript } : whole;
      open.set(key, {
        order: said.turn_order,
        turn: said,
        spoken: copied && isFormatted ? copied.spoken : kept,
        ended: ends || !!copied,
        formatted: (isFormatted && ends) || !!entry?.formatted,
        hearing,
      });
      const finals = ends || open.size > 1 ? finishComplete() : [];
      return { turn: said, finals, restarted, unmatched: speakers?.takeUnmatched() };
    },

    interrupted: repeats.interrupted,
    flushEnded: () => finishDone(({ ended }) => ended),
    flush: () => finishDone(() => true).filter(({ text }) => text !== ''),

    configure(params) {
      const { format_turns } = params;
      if (typeof format_turns === 'boolean') formats = format_turns;
      speakers?.configure(params);
    },
    speakerOf: (label) => speakers?.labelOf(label) ?? label,
    orderOf(wire) {
      const key = numbering.lastOf(wire);
      return (open.get(key) ?? done.get(key))?.order;
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
    get resumeMs() {
      return repeats.resumeMs;
    },
    get knownMs() {
      const words = [...open.values()].flatMap(({ turn, ended }) => spotsOf(turn.words.filter(isFinal), ended));
      return Math.max(repeats.endMs, ...words.map(likelyEnd));
    },
  };
}

const isFinal = ({ word_is_final }: StreamingWord): boolean => word_is_final;

const textOf = (words: readonly StreamingWord[]): string => words.map(({ text }) => text).join(' ');

const endOf = (words: readonly StreamingWord[], atLeast: number): number =>
  words.reduce((latest, { end }) => Math.max(latest, end), atLeast);
