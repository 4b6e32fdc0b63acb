import { type MarkedWord } from '@aai-connectors/stand-in';
import { oneOf, type Random } from './random.ts';

/** A small vocabulary that repeats, as in real speech, so that the text alone does not identify a word. */
export const VOCABULARY = (
  'the the the a a and and to of I I you it it is that that in we yes yes no no okay so well um uh right like ' +
  'have not do this for was but on with be they at my your just know think really very good thank please order ' +
  'screen refund money day week five two ten time name call back again every one people some thing going want'
).split(' ');

/** People who say the same thing twice or three times: "no no no". */
const SAID_AGAIN = 0.12;

/** Most words of a phrase that is said again: "I think I think". */
const LONGEST_PHRASE = 3;

/** Share of pauses within a turn that are as long as those between turns. */
const HESITATION = 0.02;

/** Silence behind the last word, ms. */
const REST_MS = 2000;

export interface SpeechOptions {
  /** Share of words after which the last two or three words are said again. @default 0 */
  readonly phrases?: number | undefined;
  /** Most words of a turn. @default 25 */
  readonly mostWords?: number | undefined;
}

/** People talking: words of 120 to 450 ms, turns of 1 to 25 words, pauses of up to three seconds. */
export function conversation(
  totalMs: number,
  random: Random,
  { phrases = 0, mostWords = 25 }: SpeechOptions = {},
): MarkedWord[] {
  const words: MarkedWord[] = [];
  let at = 500;
  let last = '';
  const recent: string[] = [];
  const again: string[] = [];
  const next = (): string => {
    if (again.length > 0) return again.shift()!;
    return last !== '' && random() < SAID_AGAIN ? last : oneOf(random, VOCABULARY);
  };
  const hasRoom = (): boolean => at < totalMs - REST_MS;
  while (hasRoom()) {
    const count = 1 + Math.floor(random() * mostWords);
    for (let word = 0; word < count && hasRoom(); word++) {
      const text = next();
      const length = 120 + Math.floor(random() * 330);
      const isEnd = word === count - 1;
      const spelled = word === 0 ? text[0]!.toUpperCase() + text.slice(1) : text;
      words.push({
        text: text.toLowerCase(),
        display: isEnd ? `${spelled}.` : spelled,
        start: at,
        end: at + length,
      });
      last = text;
      recent.push(text);
      if (phrases > 0 && again.length === 0 && random() < phrases) {
        again.push(...recent.slice(-2 - Math.floor(random() * (LONGEST_PHRASE - 1))));
      }
      at += length + (random() < HESITATION ? 700 : 20) + Math.floor(random() * 120);
    }
    at += 500 + Math.floor(random() * 2500);
  }
  return words;
}
