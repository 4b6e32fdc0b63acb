import type { Ears, HeardWord, Hearing, Listener } from './listener.ts';

/** A word of marked audio. */
export interface MarkedWord {
  /** As it stands in an unformatted turn. */
  readonly text: string;
  /** As it stands in the formatted copy; a turn is likely over behind a sentence's end. @default the same, always likely */
  readonly display?: string | undefined;
  /** ms from the first sample of the audio. */
  readonly start: number;
  /** ms */
  readonly end: number;
}

export interface MarkedSpeechOptions {
  /** The words as they are written, or how many: `W0 w1 w2 w3 w4. W5` ... */
  readonly words: readonly string[] | number;
  /** Hz. @default 16 000 */
  readonly sampleRate?: number | undefined;
  /** @default 200 */
  readonly wordMs?: number | undefined;
  /** Silence between words. @default 40 */
  readonly gapMs?: number | undefined;
  /** Silence behind every {@link pauseEvery} words, and behind the last. @default 700 */
  readonly pauseMs?: number | undefined;
  /** @default 5 */
  readonly pauseEvery?: number | undefined;
  /** Silence before the first word. @default 300 */
  readonly leadMs?: number | undefined;
}

export interface MarkedSpeech {
  /** `pcm_s16le` */
  readonly pcm: Uint8Array;
  readonly words: readonly MarkedWord[];
  readonly ms: number;
}

/** Lets audio be sent in pieces of the usual length, with none left over, ms. */
const FRAME_MS = 100;

/** Marked audio and its words, which {@link markedListener} needs. */
export function markedSpeech(options: MarkedSpeechOptions): MarkedSpeech {
  const { sampleRate = 16_000, wordMs = 200, gapMs = 40, pauseMs = 700, pauseEvery = 5, leadMs = 300 } = options;
  const displays =
    typeof options.words === 'number'
      ? Array.from({ length: options.words }, (_, at) => counted(at, pauseEvery))
      : options.words;
  const words: MarkedWord[] = [];
  let at = leadMs;
  for (const [index, display] of displays.entries()) {
    const text = display.toLowerCase().replace(/[.,!?;:]+$/, '');
    words.push({ text, display, start: at, end: at + wordMs });
    const isLast = index === displays.length - 1;
    at += wordMs + (isLast || (index + 1) % pauseEvery === 0 ? pauseMs : gapMs);
  }
  const ms = Math.ceil(at / FRAME_MS) * FRAME_MS;
  return { pcm: new Uint8Array(markedAudio(words, ms, sampleRate).buffer), words, ms };
}

const counted = (at: number, pauseEvery: number): string =>
  `${at % pauseEvery === 0 ? 'W' : 'w'}${at}${(at + 1) % pauseEvery === 0 ? '.' : ''}`;

/** Samples below this are silence; above it they name a word. */
const BASE = 16;

/** Numbers that 16 bits hold. */
const MOST_WORDS = 0x7fff - BASE;

/**
 * Audio for exact recognition: every sample of a word is the word's number, and silence is zero.
 *
 * @throws RangeError for more words than there are numbers.
 */
export function markedAudio(
  words: readonly MarkedWord[],
  totalMs: number,
  sampleRate: number,
): Int16Array<ArrayBuffer> {
  if (words.length > MOST_WORDS) throw new RangeError(`Marked audio holds ${MOST_WORDS} words at most.`);
  const perMs = sampleRate / 1000;
  const samples = new Int16Array(Math.round(totalMs * perMs));
  words.forEach(({ start, end }, at) => samples.fill(BASE + at, Math.round(start * perMs), Math.round(end * perMs)));
  return samples;
}

/** Number of the word that a sample of {@link markedAudio} belongs to; below 0 in silence. */
export const wordAt = (sample: number): number => sample - BASE;

/** Share of a word that must have been heard for it to be understood; more than all of it is a word said twice. */
const ENOUGH = 0.6;
const TOO_MUCH = 1.4;

/** Recognized for a word with fewer or more samples than that. */
export const CUT_WORD = '<cut>';

/** Silence after which the last word is final, ms. */
const FINAL_AFTER_MS = 100;

/** How likely a turn is over, behind the end of a sentence and elsewhere. */
const SURE = 0.9;
const UNSURE = 0.1;

export interface MarkedListenerOptions {
  /**
   * What session `session`, counted from 1, makes of word number `index`. Called each time the words are reported, so
   * that even final words can change. @default the word itself
   */
  readonly mishear?: ((word: HeardWord, index: number, session: number) => readonly HeardWord[]) | undefined;
}

/**
 * Understands {@link markedAudio} to the sample, for tests that count what arrived. It needs `pcm_s16le`, unchanged: no
 * mu-law, no other rate.
 */
export function markedListener(words: readonly MarkedWord[], { mishear }: MarkedListenerOptions = {}): Listener {
  let sessions = 0;
  return {
    name: 'marked',
    blockMs: 20,
    open(sampleRate) {
      const session = ++sessions;
      return openEars(words, sampleRate, (word, index) => mishear?.(word, index, session) ?? [word]);
    },
  };
}

/** Consecutive samples of one word. */
interface Run {
  readonly index: number;
  readonly first: number;
  samples: number;
}

function openEars(
  words: readonly MarkedWord[],
  sampleRate: number,
  reported: (word: HeardWord, index: number) => readonly HeardWord[],
): Ears {
  const perMs = sampleRate / 1000;
  let position = 0;
  let silence = 0;
  let runs: Run[] = [];

  function understood({ index, samples }: Run): MarkedWord | undefined {
    const word = words[index];
    if (word === undefined) return undefined;
    const share = samples / ((word.end - word.start) * perMs);
    return share >= ENOUGH && share <= TOO_MUCH ? word : undefined;
  }

  function wordOf(run: Run, isFinal: boolean): HeardWord {
    const word = understood(run);
    const text = word?.text ?? (isFinal ? CUT_WORD : beginningOf(run));
    return {
      text,
      display: word?.display ?? text,
      start: Math.round(run.first / perMs),
      end: Math.round((run.first + run.samples) / perMs),
      confidence: word === undefined ? 0.3 : 0.95,
      isFinal,
    };
  }

  /** A word that has not ended yet may still become whole. */
  function beginningOf({ index, samples }: Run): string {
    const word = words[index];
    if (word === undefined) return CUT_WORD;
    const share = samples / ((word.end - word.start) * perMs);
    return word.text.slice(0, Math.max(1, Math.floor(word.text.length * share)));
  }

  function hearing(isEnd: boolean): Hearing {
    const isQuiet = silence >= FINAL_AFTER_MS * perMs;
    const last = runs.at(-1);
    const isSentence = last !== undefined && /[.!?]$/.test(understood(last)?.display ?? '.');
    return {
      words: runs.flatMap((run) => reported(wordOf(run, isEnd || isQuiet || run !== last), run.index)),
      silenceMs: silence / perMs,
      endConfidence: isSentence && silence > 0 ? SURE : UNSURE,
    };
  }

  return {
    hear(samples) {
      for (const sample of samples) {
        const last = runs.at(-1);
        const index = wordAt(sample);
        if (index < 0) silence++;
        else if (silence === 0 && last?.index === index) last.samples++;
        else runs.push({ index, first: position, samples: 1 });
        if (index >= 0) silence = 0;
        position++;
      }
      return hearing(false);
    },
    endTurn() {
      const result = hearing(true);
      runs = [];
      // Silence belongs to the turn behind which it was.
      silence = 0;
      return result;
    },
    close: () => undefined,
  };
}
