import { plain } from '../../audio-model.ts';
import type { Recording } from '../../engines/recordings.ts';

/** Every sentence that the recognizer can return, word by word, in spoken and in written form. */
export interface Script {
  readonly said: readonly string[];
  readonly written: readonly string[];
}

/** One script for each turn of each recording. */
export function scriptsOf(recordings: readonly Recording[]): Script[] {
  const texts = new Set(recordings.flatMap(({ turns }) => turns.map(({ text }) => text)));
  return [...texts].map((text) => ({ written: text.split(' '), said: text.split(' ').map(plain) }));
}

/** The phonemes of the acoustic model, as the names of words in the grammar and their pronunciations. */
export const PHONEMES: readonly (readonly [name: string, pronunciation: string])[] =
  'AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH'
    .split(' ')
    .map((phoneme) => [`phoneme_${phoneme.toLowerCase()}`, phoneme] as const);

const NAMES: ReadonlySet<string> = new Set(PHONEMES.map(([name]) => name));

/** Whether the word of a result is only a phoneme: the sound fits no script. */
export const isPhoneme = (word: string): boolean => NAMES.has(word);

/**
 * Probability that one phoneme follows another where the sound fits no script. It has to be tiny, because a free choice
 * of phonemes fits any sound best. Measured on the bundled recordings: from 1e-9 down the speech of `jfk.wav` is
 * understood, and down to 1e-11 no time-reversed recording is.
 */
const NEXT_PHONEME = 1e-10;

/**
 * A grammar of every contiguous piece of every script: a connection may begin in the middle of a sentence, and a
 * speaker may pause anywhere. Any sequence of phonemes competes with the pieces, so that a piece is only recognized
 * when it explains the sound better.
 */
export function grammarOf(scripts: readonly Script[]): string {
  const rules: string[] = [];
  const starts: string[] = [];
  scripts.forEach(({ said }, script) =>
    said.forEach((word, at) => {
      const rest = at + 1 < said.length ? ` [<s${script}_${at + 1}>]` : '';
      rules.push(`<s${script}_${at}> = ${word}${rest};`);
      starts.push(`<s${script}_${at}>`);
    }),
  );
  const phonemes = PHONEMES.map(([name]) => name).join(' | ');
  rules.push(
    `<phoneme> = ${phonemes};`,
    `<unknown> = <phoneme> (/${NEXT_PHONEME}/ <unknown> | /${1 - NEXT_PHONEME}/ <NULL>);`,
    `<piece> = ${starts.join(' | ')};`,
  );
  return ['#JSGF V1.0;', 'grammar pieces;', ...rules, 'public <sound> = <piece> | <unknown>;', ''].join('\n');
}

/** Where a piece stands. */
export interface Place {
  readonly script: number;
  readonly at: number;
}

/** Where `words` stand; the place right behind `after` first, for people usually go on where they paused. */
export function placeOf(scripts: readonly Script[], words: readonly string[], after?: Place): Place | undefined {
  if (words.length === 0) return undefined;
  const fits = ({ script, at }: Place): boolean =>
    words.every((word, offset) => scripts[script]?.said[at + offset] === word);
  if (after !== undefined && fits(after)) return after;
  for (const [script, { said }] of scripts.entries()) {
    for (let at = 0; at + words.length <= said.length; at++) if (fits({ script, at })) return { script, at };
  }
  return undefined;
}

/** Whether a sentence ends behind `count` words from `place`. */
export const endsThere = (scripts: readonly Script[], { script, at }: Place, count: number): boolean =>
  /[.!?]$/.test(scripts[script]?.written[at + count - 1] ?? '');
