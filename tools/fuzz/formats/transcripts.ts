import type { Transcript } from '@aai-connectors/core';
import type { Random } from '../random.ts';

const word = (text: string, at: number, speaker: string) => ({
  text,
  start: at * 400,
  end: at * 400 + 350,
  confidence: 0.9,
  speaker,
});

const utterance = (speaker: string, text: string, start: number) => ({
  text,
  start,
  end: start + 4000,
  confidence: 0.9,
  speaker,
  words: text.split(' ').map((one, at) => word(one, start / 400 + at, speaker)),
  translated_texts: { de: 'Rauch.' },
});

const SPOKEN = 'Smoke from hundreds of wildfires. Thanks, Peter de Carlo.';

/** A transcript with something in every field that a format reads. */
const full = (): Record<string, unknown> => ({
  id: 't-1',
  status: 'completed',
  audio_url: 'https://example.com/wildfires.mp3?x=1',
  audio_duration: 281,
  language_code: 'en_us',
  multichannel: false,
  confidence: 0.9,
  text: SPOKEN,
  words: SPOKEN.split(' ').map((one, at) => word(one, at, at < 5 ? 'A' : 'B')),
  utterances: [
    utterance('A', 'Smoke from hundreds of wildfires.', 0),
    utterance('B', 'Thanks, Peter de Carlo.', 12_000),
  ],
  sentences: [utterance('A', 'Smoke from hundreds of wildfires.', 0)],
  paragraphs: [utterance('A', SPOKEN, 0)],
  auto_chapters: true,
  chapters: [{ start: 0, end: 9000, headline: 'Smoke', gist: 'Smoke', summary: 'Smoke comes.' }],
  summary: '- First.\n- Second.',
  auto_highlights_result: {
    status: 'success',
    results: [{ count: 1, rank: 0.1, text: 'wildfires', timestamps: [{ start: 0, end: 900 }] }],
  },
  entities: [{ entity_type: 'person_name', text: 'Peter de Carlo', start: 2400, end: 3600 }],
  sentiment_analysis_results: [{ text: 'Thanks.', start: 0, end: 900, sentiment: 'POSITIVE', confidence: 0.9 }],
  iab_categories_result: { status: 'success', results: [], summary: { 'News>Weather': 0.9 } },
  content_safety_labels: { status: 'success', results: [], summary: { disasters: 0.9 } },
  translated_texts: { de: 'Rauch. Danke.' },
  speech_understanding: {
    response: {
      summarization: { summary: ['First.', 'Second.'] },
      action_items: { items: [{ text: 'Send it', owner: 'Ben', due: 'Friday' }, 'Book a room'] },
      speaker_identification: { mapping: { A: 'Ann', B: 'Ben' } },
    },
  },
});

const nested = (depth: number): unknown => {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { text: value };
  return value;
};

const ODD_TEXTS = [
  '',
  ' ',
  '-->',
  'a\rb\u2028c\u2029',
  '\ud800',
  '\u0000',
  '12',
  '=1+1',
  '<v A>',
  '&lt;',
  '[a](b)',
  '```',
  '\u202e',
  'NaN',
];
/** Characters of which long runs have made patterns quadratic. */
const RUNS = ['-', '.', ' ', '\n', '9', 'a', '>', '<', '*', '[', ',', '\u00ad', '\u0301', '.-', '- ', '1,', '\\'];

/** Any value that has no place in a transcript. `size` is about how many characters a long one has. */
function odd(random: Random, size: number): unknown {
  return random.pick<() => unknown>([
    () => random.pick([null, undefined, 0, -1, 1.5, Number.NaN, 1e308, -Infinity, 2 ** 60, true, 7n]),
    () => random.pick(ODD_TEXTS),
    () => random.pick(RUNS).repeat(size) + random.pick(ODD_TEXTS),
    () => random.pick<unknown>([[], {}, [null], [[[]]], ['x', 5, { text: 7 }], { text: [] }, { toString: 1 }]),
    () => random.pick<unknown>([Symbol('odd'), () => 1, new Date(Number.NaN), new Map(), Object.create(null)]),
    () => nested(random.pick([20, 600, 20_000])),
    () => Array.from({ length: Math.ceil(size / 40) }, (_, at) => word(random.pick(ODD_TEXTS), at, `S${at}`)),
  ])();
}

type Holder = Record<string | number, unknown>;
const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;

/** A transcript of which up to five members have an odd value, or are missing. */
export function anyTranscript(random: Random, size: number): Transcript {
  const source = full();
  for (let count = random.int(1, 5); count > 0; count--) {
    let holder: Holder = source;
    for (let depth = random.int(1, 5); ; depth--) {
      const keys = Object.keys(holder);
      if (keys.length === 0) break;
      const key = random.pick(keys);
      const member = holder[key];
      if (depth > 1 && isHolder(member) && Object.keys(member).length > 0) {
        holder = member;
        continue;
      }
      if (random.chance(0.2)) Reflect.deleteProperty(holder, key);
      else holder[key] = odd(random, size);
      break;
    }
  }
  return source as unknown as Transcript;
}

/** An option of a format, sometimes a valid one. */
export const anyOption = (random: Random): unknown =>
  random.pick<() => unknown>([
    () => random.int(1, 200),
    () => random.chance(0.5),
    () => random.pick(['prefix', 'none', 'turn', 'de', 'sentences', 'https://example.com/a.mp3', 'x']),
    () => random.pick<unknown>([{ A: 'Ann' }, ['person_name'], { words: 40, overlap: 10 }, undefined]),
    () => odd(random, 10),
  ])();
