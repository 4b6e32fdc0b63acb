import { SPEAKER_WORDS } from '../limits.ts';
import type { StreamingTurn, StreamingWord } from './messages.ts';

/**
 * Keeps the labels of speakers the same across connections. The service starts with new labels on each connection; words
 * that it recognizes again show which new label is which speaker.
 */
export interface Speakers {
  /** A new connection begins. */
  begun(): void;
  /** Words of a turn were emitted. `label`: the turn's label, as it was emitted. */
  emitted(words: readonly StreamingWord[], label: string | undefined): void;
  /** The first words of a turn repeat emitted words. */
  repeated(key: number, turn: StreamingTurn, words: readonly StreamingWord[]): void;
  /** Returns the turn with its label in the session. */
  turn(turn: StreamingTurn): StreamingTurn;
  /** Returns words with their labels in the session. */
  words(words: readonly StreamingWord[]): readonly StreamingWord[];
  /** Returns the session's label for a label of the connection. */
  labelOf(label: string): string;
  /** Returns a speaker that could not be matched with the earlier ones, once. */
  takeUnmatched(): string | undefined;
  /** Sets the parameters of the session. */
  configure(params: Readonly<Record<string, unknown>>): void;
}

/** Share of the repeated words, by their duration, that must belong to the same speaker. */
const SURE = 0.6;

export function createSpeakers(): Speakers {
  /** The last emitted words, with the labels of the session. */
  let known: { readonly start: number; readonly end: number; readonly speaker: string }[] = [];
  /** All speakers of the session, and those of earlier connections. */
  const all = new Set<string>();
  let earlier: ReadonlySet<string> = new Set();
  let most = Infinity;
  /** The session's labels by those of the connection. */
  let names = new Map<string, string>();
  /** Milliseconds that the repeated words of a turn share with the words of earlier speakers, by the turn's number. */
  let shared = new Map<number, { readonly label: string; readonly ms: ReadonlyMap<string, number> }>();
  let unmatched: string | undefined;

  const isFree = (speaker: string): boolean => ![...names.values()].includes(speaker);

  /** The earlier speaker whose words a label of the connection repeats. */
  function matchOf(label: string): string | undefined {
    const total = new Map<string, number>();
    let sum = 0;
    for (const { label: other, ms } of shared.values()) {
      for (const [speaker, part] of other === label ? ms : []) {
        total.set(speaker, (total.get(speaker) ?? 0) + part);
        sum += part;
      }
    }
    return [...total].find(([speaker, ms]) => ms > SURE * sum && isFree(speaker))?.[0];
  }

  /** Names all labels of the connection that repeat words. */
  function match(): void {
    for (const { label } of shared.values()) {
      const speaker = names.has(label) ? undefined : matchOf(label);
      if (speaker !== undefined) names.set(label, speaker);
    }
  }

  function freshName(label: string): string {
    for (let name = label, code = 65; ; name = String.fromCharCode(code++)) if (!all.has(name)) return name;
  }

  function labelOf(label: string): string {
    if (label === UNKNOWN) return label;
    if (!names.has(label)) match();
    let name = names.get(label);
    if (name === undefined) {
      const free = [...earlier].filter(isFree);
      // With a maximum number of speakers, the last label can only be the last speaker.
      const isLast = free.length === 1 && all.size >= most;
      name = isLast ? free[0]! : freshName(label);
      if (free.length > 0 && !isLast) unmatched = name;
    }
    names.set(label, name);
    all.add(name);
    return name;
  }

  return {
    begun() {
      earlier = new Set(all);
      names = new Map();
      shared = new Map();
    },
    emitted(words, label) {
      const spoken = words.flatMap(({ start, end, speaker }) => {
        const name = speaker ?? label;
        return name === undefined || name === UNKNOWN ? [] : [{ start, end, speaker: name }];
      });
      known = [...known, ...spoken].slice(-SPEAKER_WORDS);
    },
    repeated(key, { speaker_label }, words) {
      const label = words.find(({ speaker }) => speaker)?.speaker ?? speaker_label;
      if (!label || label === UNKNOWN) return;
      const ms = new Map<string, number>();
      for (const { start, end } of words) {
        for (const each of known) {
          const part = Math.min(end, each.end) - Math.max(start, each.start);
          if (part > 0) ms.set(each.speaker, (ms.get(each.speaker) ?? 0) + part);
        }
      }
      shared.set(key, { label, ms });
    },
    turn(turn) {
      const { speaker_label } = turn;
      const label = speaker_label ? labelOf(speaker_label) : undefined;
      return label === undefined || label === speaker_label ? turn : { ...turn, speaker_label: label };
    },
    words(words) {
      const isSame = words.every(({ speaker }) => !speaker || labelOf(speaker) === speaker);
      return isSame ? words : words.map((word) => (word.speaker ? { ...word, speaker: labelOf(word.speaker) } : word));
    },
    labelOf,
    takeUnmatched() {
      const taken = unmatched;
      unmatched = undefined;
      return taken;
    },
    configure({ max_speakers }) {
      if (typeof max_speakers === 'number') most = max_speakers;
    },
  };
}

/** The service's label for less than about a second of speech. */
const UNKNOWN = 'UNKNOWN';
