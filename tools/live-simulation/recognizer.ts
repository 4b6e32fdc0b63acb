import {
  type Ears,
  type HeardWord,
  type Hearing,
  type Listener,
  type MarkedWord,
  wordAt,
} from '@aai-connectors/stand-in';
import { confidenceOf, type Identity, identityOf, type Part } from './identity.ts';
import { about, oneOf, type Random } from './random.ts';
import { VOCABULARY } from './speech.ts';

/** What makes a recognizer hard to follow; each part is off by default. Shares are 0 to 1. */
export interface Cruelty {
  /**
   * The first word of a turn starts up to {@link MOST_EARLY_MS} early, and the last word ends {@link LATE_MS} late. In a
   * turn of one word, both edges are wrong. Source: logs of the service that third parties published.
   */
  readonly padded?: boolean | undefined;
  /** Share of words that are recognized as another word, differently by each connection. */
  readonly misheard?: number | undefined;
  /** Share of words that are taken for one word together with the word before. */
  readonly joined?: number | undefined;
  /** Share of words that are taken for two words. */
  readonly split?: number | undefined;
  /** How many words at the end of a turn may still change or disappear; the service promises one at most. */
  readonly tentative?: number | undefined;
  /** Ends turns in the middle of a sentence after this time, and labels speakers, from A again in each connection. */
  readonly longestTurnMs?: number | undefined;
  /** Share by which the times of a connection are stretched or compressed, at most. */
  readonly drift?: number | undefined;
}

/** Most that the first word of a turn starts too early, ms. */
export const MOST_EARLY_MS = 990;

/** Least and most that the last word of a turn ends too late, ms. */
export const LATE_MS = [240, 1344] as const;

/** Times of real messages are multiples of this, ms. Source: contract `streaming.md` section 6.3. */
const GRID_MS = 80;

const CAPITALISED = 0.1;
/** Share of a word that must be in the audio for it to be recognized. */
const ENOUGH = 0.6;
/** What becomes of the rest of a word whose beginning is missing: nothing, a part of the next word, or a word. */
const SILENT_PIECE = 0.4;
const SQUEEZED_PIECE = 0.2;

/** Least and most silence until the last word is final, ms. */
const FINAL_AFTER_MS = [80, 350] as const;

/** How much longer than {@link Cruelty.longestTurnMs} a turn may get, ms. */
const LONGER_MS = 1500;

const SPEAKERS = 3;

interface Run {
  readonly index: number;
  readonly first: number;
  /** The audio before it has the beginning of the word, or is missing. */
  readonly isRest: boolean;
  samples: number;
  readonly shift: number;
  readonly stretch: number;
  readonly text: string | undefined;
  /** Texts while the word is not final. */
  readonly drafts: readonly string[];
  readonly capital: boolean;
  readonly splits: boolean;
  readonly piece: 'silent' | 'squeezed' | 'word';
  joins: boolean;
  earlyMs: number;
}

/** Words that were built, and the piece that the next word starts with. */
interface Assembly {
  readonly words: HeardWord[];
  piece: { readonly text: string; readonly start: number } | undefined;
}

/**
 * A recognizer that behaves like the service at its worst: other times, other texts and other words for the same audio in
 * each connection.
 */
export function cruelListener(words: readonly MarkedWord[], random: Random, cruelty: Cruelty): Listener {
  const speakers = speakersOf(words);
  return {
    name: 'cruel',
    blockMs: 40,
    open: (sampleRate) => openEars(words, speakers, sampleRate, random, cruelty),
  };
}

/** Speakers by word: another one after each sentence. */
function speakersOf(words: readonly MarkedWord[]): readonly number[] {
  let sentences = 0;
  return words.map(({ display }) => {
    const speaker = sentences % SPEAKERS;
    if (isSentenceEnd(display)) sentences++;
    return speaker;
  });
}

function openEars(
  words: readonly MarkedWord[],
  speakers: readonly number[],
  sampleRate: number,
  random: Random,
  cruelty: Cruelty,
): Ears {
  const { padded = false, misheard = 0, joined = 0, split = 0, tentative = 1, longestTurnMs, drift = 0 } = cruelty;
  const perMs = sampleRate / 1000;
  const speed = 1 + (random() * 2 - 1) * drift;
  const bias = about(random, GRID_MS / 2);
  const labels = new Map<number, string>();
  let position = 0;
  /** Number of the word that was spoken last. */
  let newest = -1;
  let silence = 0;
  let done: Assembly = { words: [], piece: undefined };
  let open: Run[] = [];
  let turnFrom: number | undefined;
  let turnMs = Infinity;
  let isCutting = false;
  let finalAfter = 0;
  let opinion = 0;
  /** Where the last word of the turn before starts, ms: turns are in order. */
  let earliest = 0;
  let known: { readonly state: string; readonly words: readonly HeardWord[] } = { state: '', words: [] };

  function begin(index: number): void {
    const last = open.at(-1);
    const { text } = words[index]!;
    const said = random() < misheard ? misheardAs(text, random) : undefined;
    open.push({
      index,
      first: position,
      isRest: position === 0 || index === newest,
      samples: 0,
      shift: bias + about(random, GRID_MS / 2),
      stretch: about(random, GRID_MS),
      text: said,
      drafts: draftsOf(said ?? text, tentative, random),
      capital: random() < CAPITALISED,
      splits: text.length > 3 && random() < split,
      piece: pieceOf(random()),
      // A word that is final already is never changed again.
      joins: last?.index === index - 1 && !last.joins && silence < finalAfter * perMs && random() < joined,
      earlyMs: turnFrom === undefined ? earliness() : 0,
    });
    newest = index;
    if (turnFrom === undefined) beginTurn(position);
    finalAfter = FINAL_AFTER_MS[0] + random() * (FINAL_AFTER_MS[1] - FINAL_AFTER_MS[0]);
    const isSentence = isSentenceEnd(words[index]!.display);
    opinion = random() < (isSentence ? 0.85 : 0.1) ? 0.5 + random() / 2 : random() * 0.3;
  }

  function beginTurn(at: number): void {
    turnFrom = at;
    turnMs = longestTurnMs === undefined ? Infinity : longestTurnMs + random() * LONGER_MS;
  }

  const earliness = (): number => (padded ? random() * (random() < 0.5 ? MOST_EARLY_MS / 4 : MOST_EARLY_MS) : 0);

  const shareOf = ({ index, samples }: Run): number => {
    const { start, end } = words[index]!;
    return samples / ((end - start) * perMs);
  };

  /** Where the word began, ms on the connection's clock; below 0 if its beginning is not in the audio. */
  function spokenAt({ index, first, samples }: Run): number {
    const { start, end } = words[index]!;
    return first === 0 ? samples / perMs - (end - start) : first / perMs;
  }

  const timeOf = (ms: number): number => Math.round(Math.max(0, ms * speed) / GRID_MS) * GRID_MS;

  function labelOf(index: number): string {
    const speaker = speakers[index]!;
    if (!labels.has(speaker)) labels.set(speaker, String.fromCharCode(65 + labels.size));
    return labels.get(speaker)!;
  }

  function add(to: Assembly, run: Run, isFinal: boolean): void {
    const share = shareOf(run);
    const isWhole = share >= ENOUGH;
    const { text, display = text } = words[run.index]!;
    const said = run.text ?? text;
    const start = Math.max(earliest, timeOf(run.first / perMs + run.shift - run.earlyMs));
    const end = Math.max(
      timeOf(run.first / perMs) + GRID_MS,
      timeOf((run.first + run.samples) / perMs + run.shift + run.stretch),
    );
    const wordOf = (part: Part, spelled: string, shown: string, from: number, until: number): HeardWord => ({
      text: run.capital ? capital(spelled) : spelled,
      display: shown,
      start: from,
      end: until,
      confidence: confidenceOf({ first: run.index, part, offMs: from - spokenAt(run) }),
      isFinal,
      ...(longestTurnMs !== undefined && { extra: { speaker: labelOf(run.index) } }),
    });
    if (!isWhole) {
      const length = Math.max(1, Math.floor(said.length * share));
      const rest = run.isRest ? said.slice(-length) : said.slice(0, length);
      const joint = !isFinal && run.joins ? to.words.pop() : undefined;
      if (joint !== undefined) to.words.push({ ...joint, text: joint.text + rest, end, isFinal });
      else if (isFinal && run.piece === 'squeezed') to.piece = { text: rest, start };
      else if (!isFinal || run.piece === 'word')
        to.words.push(wordOf(run.isRest ? 'piece' : 1, rest, rest, start, end));
      return;
    }
    const spelled = isFinal
      ? said
      : run.drafts[Math.min(run.drafts.length - 1, Math.floor(share * run.drafts.length))]!;
    if (spelled === '') return;
    const shown = run.text === undefined ? display : said;
    const { piece } = to;
    to.piece = undefined;
    const before = to.words.at(-1);
    if (run.joins && before !== undefined && identityOf(before.confidence).part === 1) {
      to.words[to.words.length - 1] = together(before, wordOf(1, spelled, shown, start, end));
    } else if (run.splits && isFinal) {
      const half = Math.ceil(said.length / 2);
      const middle = Math.max(start, timeOf(run.first / perMs + run.samples / perMs / 2 + run.shift));
      to.words.push(wordOf('first half', said.slice(0, half), said.slice(0, half), start, middle));
      const second = wordOf('second half', said.slice(half), shown.slice(half), middle, end);
      const { offMs } = identityOf(to.words.at(-1)!.confidence);
      // The second half is judged by where the first half starts.
      to.words.push({
        ...second,
        confidence: confidenceOf({ first: run.index, part: 'second half', offMs: offMs + middle - start }),
      });
    } else if (piece !== undefined) {
      const word = wordOf(1, piece.text + spelled, piece.text + shown, Math.min(piece.start, start), end);
      to.words.push(word);
    } else {
      to.words.push(wordOf(1, spelled, shown, start, end));
    }
  }

  /** Makes all words final except the last `keep` ones. */
  function finish(keep: number): void {
    while (open.length > keep) {
      // Two words that become one are final together.
      if (open[1]?.joins === true && open.length - 1 <= keep) return;
      add(done, open.shift()!, true);
    }
  }

  function heard(): readonly HeardWord[] {
    const isQuiet = silence >= finalAfter * perMs;
    finish(isQuiet ? 0 : tentative);
    const last = open.at(-1);
    const stage = last === undefined ? 0 : Math.floor(shareOf(last) * 4);
    const state = `${done.words.length} ${open.length} ${last?.index ?? ''} ${stage}`;
    if (state === known.state) return known.words;
    const all: Assembly = { words: [...done.words], piece: done.piece };
    for (const run of open) add(all, run, false);
    known = { state, words: all.words };
    return all.words;
  }

  return {
    hear(samples) {
      for (const sample of samples) {
        const index = wordAt(sample);
        if (index < 0) {
          silence++;
        } else {
          if (silence > 0 || open.at(-1)?.index !== index) begin(index);
          open.at(-1)!.samples++;
          silence = 0;
        }
        position++;
      }
      isCutting = turnFrom !== undefined && (position - turnFrom) / perMs > turnMs;
      if (isCutting) {
        const [last] = silence === 0 ? open.splice(-1) : [];
        finish(0);
        if (last !== undefined) open = [{ ...last, joins: false }];
        if (done.words.length > 0) {
          return { words: done.words, silenceMs: Number.MAX_VALUE, endConfidence: 1 };
        }
        isCutting = false;
      }
      return { words: heard(), silenceMs: silence / perMs, endConfidence: silence > 0 ? opinion : 0.02 };
    },
    endTurn() {
      const rest = isCutting ? open : [];
      if (!isCutting) finish(0);
      const ended = [...done.words];
      const last = ended.at(-1);
      if (last !== undefined) {
        earliest = last.start;
        if (padded) {
          const late = LATE_MS[0] + random() * (LATE_MS[1] - LATE_MS[0]);
          ended[ended.length - 1] = { ...last, end: timeOf(last.end / speed + late) };
        }
      }
      done = { words: [], piece: undefined };
      known = { state: '', words: [] };
      open = rest;
      turnFrom = undefined;
      isCutting = false;
      if (rest[0] !== undefined) {
        beginTurn(rest[0].first);
        rest[0].earlyMs = earliness();
      } else {
        silence = 0;
      }
      return { words: ended, silenceMs: 0, endConfidence: Math.max(opinion, 0.5) } satisfies Hearing;
    },
    close: () => undefined,
  };
}

/** One word for two that follow each other. */
export function together(first: HeardWord, second: HeardWord): HeardWord {
  const before: Identity = identityOf(first.confidence);
  const after: Identity = identityOf(second.confidence);
  const count = Number(before.part) + Number(after.part);
  return {
    ...second,
    text: first.text + second.text.toLowerCase(),
    display: first.display + second.display.toLowerCase(),
    start: first.start,
    confidence: confidenceOf({ ...before, part: count as Part }),
  };
}

/** Another word, or the word itself with a wrong letter. */
function misheardAs(text: string, random: Random): string {
  if (random() < 0.5 || text.length < 3) return oneOf(random, VOCABULARY).toLowerCase();
  const at = Math.floor(random() * text.length);
  return text.slice(0, at) + oneOf(random, [...'abdeginorstu']) + text.slice(at + 1);
}

/** What is shown while a word is not final: beginnings, other words, and for a moment nothing. */
function draftsOf(said: string, tentative: number, random: Random): readonly string[] {
  if (tentative <= 1) return [said];
  const draft = (): string => {
    const dice = random();
    if (dice < 0.05) return '';
    if (dice < 0.3) return oneOf(random, VOCABULARY).toLowerCase();
    return dice < 0.6 ? said.slice(0, Math.ceil(said.length / 2)) : said;
  };
  return [draft(), draft(), draft(), draft()];
}

function pieceOf(dice: number): Run['piece'] {
  if (dice < SILENT_PIECE) return 'silent';
  return dice < SILENT_PIECE + SQUEEZED_PIECE ? 'squeezed' : 'word';
}

const isSentenceEnd = (display: string | undefined): boolean => /[.!?]$/.test(display ?? '');
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
