import {
  type Ears,
  type HeardWord,
  type Hearing,
  type Listener,
  type MarkedWord,
  wordAt,
} from '@aai-connectors/stand-in';
import { confidenceOf, identityOf } from './identity.ts';
import { about, oneOf, type Random } from './random.ts';
import { VOCABULARY } from './speech.ts';

/** Times of real messages are multiples of this, ms. Source: contract `streaming.md` section 6.3. */
const GRID_MS = 80;

const MISHEARD = 0.04;
const CAPITALISED = 0.1;
const TAKEN_TOGETHER = 0.02;
const ENOUGH = 0.6;
const SILENT_PIECE = 0.5;

/** Least and most milliseconds of silence until the last word is final. */
const FINAL_AFTER_MS = [80, 350] as const;

interface Run {
  readonly index: number;
  readonly first: number;
  samples: number;
  /** Chosen once per recognition, because a recognizer returns different results for the same audio. */
  readonly shift: number;
  readonly stretch: number;
  readonly text: string | undefined;
  readonly capital: boolean;
  readonly joins: boolean;
  readonly silent: boolean;
}

/**
 * A realistic recognizer: it returns slightly different results for the same audio. Words shift by up to two steps of the
 * grid, some change, some pairs merge, a word that began before the session is dropped or garbled, capitalization varies,
 * and each session ends turns at different times.
 */
export function fickleListener(words: readonly MarkedWord[], random: Random): Listener {
  return { name: 'fickle', blockMs: 20, open: (sampleRate) => openEars(words, sampleRate, random) };
}

function openEars(words: readonly MarkedWord[], sampleRate: number, random: Random): Ears {
  const perMs = sampleRate / 1000;
  const bias = about(random, GRID_MS / 2);
  let position = 0;
  let silence = 0;
  let runs: Run[] = [];
  let finalAfter = 0;
  let opinion = 0;

  function begin(index: number): void {
    const last = runs.at(-1);
    runs.push({
      index,
      first: position,
      samples: 0,
      shift: bias + about(random, GRID_MS / 2),
      stretch: about(random, GRID_MS),
      text: random() < MISHEARD ? oneOf(random, VOCABULARY).toLowerCase() : undefined,
      capital: random() < CAPITALISED,
      joins:
        // A word that is final already is never changed again.
        last?.index === index - 1 && !last.joins && silence < finalAfter * perMs && random() < TAKEN_TOGETHER,
      silent: random() < SILENT_PIECE,
    });
    finalAfter = FINAL_AFTER_MS[0] + random() * (FINAL_AFTER_MS[1] - FINAL_AFTER_MS[0]);
    const isSentence = /[.!?]$/.test(words[index]?.display ?? '');
    opinion = random() < (isSentence ? 0.85 : 0.1) ? 0.5 + random() / 2 : random() * 0.3;
  }

  const shareOf = ({ index, samples }: Run): number => {
    const { start, end } = words[index]!;
    return samples / ((end - start) * perMs);
  };

  /** Where the word began, ms from the first sample; below 0 if its beginning is not in the audio. */
  function spokenAt({ index, first, samples }: Run): number {
    const { start, end } = words[index]!;
    return first === 0 ? samples / perMs - (end - start) : first / perMs;
  }

  function heard(isEnd: boolean): HeardWord[] {
    const isQuiet = silence >= finalAfter * perMs;
    const list: HeardWord[] = [];
    for (const [at, run] of runs.entries()) {
      const isLast = at === runs.length - 1;
      const isFinal = isEnd || isQuiet || !isLast;
      const share = shareOf(run);
      const whole = share >= ENOUGH;
      if (!whole && isFinal && run.silent) continue;
      const { text, display = text } = words[run.index]!;
      const said = run.text ?? text;
      const shown = whole ? said : said.slice(0, Math.max(1, Math.floor(said.length * share)));
      const start = onGrid(run.first / perMs + run.shift);
      const end = Math.max(start + GRID_MS, onGrid((run.first + run.samples) / perMs + run.shift + run.stretch));
      const word: HeardWord = {
        text: run.capital ? capital(shown) : shown,
        display: run.text === undefined && whole ? display : shown,
        start,
        end,
        confidence: confidenceOf({ first: run.index, part: whole ? 1 : 'piece', offMs: start - spokenAt(run) }),
        isFinal,
      };
      const before = list.at(-1);
      const known = before && identityOf(before.confidence);
      if (run.joins && (whole || !isFinal) && before !== undefined && known?.part === 1) {
        list[list.length - 1] = {
          ...word,
          text: before.text + word.text,
          display: before.display + word.display,
          start: before.start,
          confidence: confidenceOf({ ...known, part: whole ? 2 : 1 }),
        };
      } else {
        list.push(word);
      }
    }
    return list;
  }

  const hearing = (isEnd: boolean): Hearing => ({
    words: heard(isEnd),
    silenceMs: silence / perMs,
    endConfidence: silence > 0 ? opinion : 0.02,
  });

  return {
    hear(samples) {
      for (const sample of samples) {
        const index = wordAt(sample);
        if (index < 0) {
          silence++;
        } else {
          if (silence > 0 || runs.at(-1)?.index !== index) begin(index);
          runs.at(-1)!.samples++;
          silence = 0;
        }
        position++;
      }
      return hearing(false);
    },
    endTurn() {
      const result = hearing(true);
      runs = [];
      silence = 0;
      return result;
    },
    close: () => undefined,
  };
}

const onGrid = (ms: number): number => Math.max(0, Math.round(ms / GRID_MS) * GRID_MS);
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
