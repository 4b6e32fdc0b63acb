import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAssemblyAIError } from '../../src/errors.ts';
import {
  captionsOf,
  chapterMarks,
  estimateTokens,
  fileNameFor,
  filesOf,
  FORMATS,
  lowConfidenceWords,
  PASSAGE_UNITS,
  passagesOf,
  quotes,
  redactEntities,
  sentencesOf,
  speakerName,
  spokenWords,
  talkRatio,
  toJson,
  toTimestampedText,
  translatedInto,
  translationsOf,
  turnsOf,
} from '../../src/formats/index.ts';
import type { Transcript } from '../../src/model.ts';
import { fixture, utterance, wildfires, wordsOf } from './support.ts';

/** A transcript with every field that a format reads, small enough to render thousands of times. */
const full: Transcript = {
  ...fixture('transcript-response-auto-chapters'),
  ...fixture('transcript-response-auto-highlights'),
  ...fixture('transcript-response-summarization'),
  ...fixture('transcript-response-entity-detection'),
  id: wildfires.id,
  audio_url: wildfires.audio_url,
  audio_duration: 281,
  language_code: 'en_us',
  multichannel: false,
  text: 'Smoke from hundreds of wildfires. Thanks, Peter de Carlo.',
  words: wordsOf('Smoke from hundreds of wildfires. Thanks, Peter de Carlo.', { speaker: 'A' }),
  utterances: [
    { ...utterance('A', 'Smoke from hundreds of wildfires.', 0), translated_texts: { de: 'Rauch.' } },
    { ...utterance('B', 'Thanks, Peter de Carlo.', 12_000), translated_texts: { de: 'Danke.', fr: 'Merci.' } },
  ],
  sentences: [utterance('A', 'Smoke from hundreds of wildfires.', 0)],
  paragraphs: [utterance('A', 'Smoke from hundreds of wildfires.', 0)],
  translated_texts: { de: 'Rauch. Danke.' },
  speech_understanding: {
    response: {
      summarization: { summary: ['First.', 'Second.'] },
      action_items: { items: [{ text: 'Send it', owner: 'Ben', due: 'Friday' }, 'Book a room'] },
    },
  },
};

const nested = (depth: number): unknown => {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { text: value };
  return value;
};

/** Values that do not occur in transcripts. Values that caused errors in the past are more frequent. */
const junk: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(null, undefined, 0, -1, 1.5, Number.NaN, 1e308, -Infinity, 2 ** 60, true) },
  { weight: 3, arbitrary: fc.constantFrom('', ' ', 'junk', '-->', 'a\rb\u2028c', '\ud800', '\u0000', '12') },
  { weight: 3, arbitrary: fc.constantFrom<unknown>([], {}, [null], [[[]]], ['x', 5, { text: 7 }], { text: [] }) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>({ toString: 1, valueOf: 1 }, { start: {}, end: 'x' }, 7n, () => 1) },
  { weight: 1, arbitrary: fc.constantFrom(Symbol('junk'), nested(20), nested(20_000)) },
  { weight: 4, arbitrary: fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }) },
);

type Holder = Record<string | number, unknown>;

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;

/** Sets a member in a copy of `full` to `value`. `path` selects the member at each level. */
function mutated(source: Transcript, path: readonly number[], value: unknown, isMissing: boolean): Transcript {
  const copy = { ...source } as Holder;
  let holder = copy;
  for (const [level, pick] of path.entries()) {
    const keys = Object.keys(holder);
    const key = keys[pick % keys.length];
    if (key === undefined) break;
    const member = holder[key];
    if (level < path.length - 1 && isHolder(member) && Object.keys(member).length > 0) {
      const next = (Array.isArray(member) ? [...(member as unknown[])] : { ...member }) as Holder;
      holder[key] = next;
      holder = next;
      continue;
    }
    if (isMissing) Reflect.deleteProperty(holder, key);
    else holder[key] = value;
    break;
  }
  return copy as unknown as Transcript;
}

const mutation = fc.record({
  path: fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 6 }),
  value: junk,
  isMissing: fc.nat({ max: 4 }).map((pick) => pick === 0),
});

const anyTranscript = fc
  .array(mutation, { minLength: 1, maxLength: 5 })
  .map((mutations) =>
    mutations.reduce((source, { path, value, isMissing }) => mutated(source, path, value, isMissing), full),
  );

const runs = { numRuns: Number(process.env['FORMAT_RUNS'] ?? 150), seed: 16 };

/** Every function that accepts a transcript, with text as its result. */
const READINGS: Readonly<Record<string, (source: Transcript) => readonly unknown[]>> = {
  captionsOf: (source) => captionsOf(source, { speakers: 'prefix' }).flatMap(({ lines }) => lines),
  chapterMarks: (source) => chapterMarks(source).map(({ title }) => title),
  estimateTokens: (source) => [String(estimateTokens(source))],
  fileNameFor: (source) => [fileNameFor(source, 'txt')],
  filesOf: (source) =>
    filesOf(
      source,
      FORMATS.map(({ id }) => id),
    ).flatMap(({ key, name, text }) => [key, name, text]),
  lowConfidenceWords: (source) =>
    lowConfidenceWords(source, { threshold: 1 }).flatMap(({ text, before, after }) => [text, before, after]),
  quotes: (source) =>
    (['sentences', 'entities', 'highlights', ['smoke']] as const).flatMap((find) =>
      quotes(source, { find, mediaUrl: 'https://example.com/a.mp3' }).flatMap(({ text, matches }) => [
        text,
        ...matches,
      ]),
    ),
  quotesOfEntityTypes: (source) =>
    quotes(source, { find: 'entities', entityTypes: ['person_name'] }).map(({ text }) => text),
  redactEntities: (source) => FORMATS.map(({ render }) => render(redactEntities(source))),
  redactEntitiesOfTypes: (source) =>
    FORMATS.map(({ render }) => render(redactEntities(source, { entityTypes: ['x'] }))),
  sentencesOf: (source) => sentencesOf(source).map(({ text }) => text),
  speakerName: (source) => [speakerName('1', source)],
  spokenWords: (source) => spokenWords(source).map(({ text }) => text),
  talkRatio: (source) => talkRatio(source).speakers.map(({ name }) => name),
  toTimestampedText: (source) => [toTimestampedText(source), toTimestampedText(source, { unit: 'turn' })],
  translatedInto: (source) =>
    [...translationsOf(source), 'de'].flatMap((code) =>
      FORMATS.map(({ render }) => render(translatedInto(source, code))),
    ),
  turnsOf: (source) => turnsOf(source).map(({ text }) => text),
};

describe('a transcript with fields of wrong types', () => {
  it.each(FORMATS)('is rendered as $id', ({ render }) => {
    fc.assert(
      fc.property(anyTranscript, (source) => {
        expect(typeof render(source)).toBe('string');
      }),
      runs,
    );
  });

  it.each(Object.entries(READINGS))('is read by %s', (_, read) => {
    fc.assert(
      fc.property(anyTranscript, (source) => {
        for (const text of read(source)) expect(typeof text).toBe('string');
      }),
      runs,
    );
  });

  it.each(PASSAGE_UNITS)('is split into $id, or causes an error that names the unit', ({ id }) => {
    fc.assert(
      fc.property(anyTranscript, (source) => {
        try {
          for (const { text, language } of passagesOf(source, id)) {
            expect(text.trim()).not.toBe('');
            expect(['string', 'undefined']).toContain(typeof language);
          }
        } catch (error) {
          if (!isAssemblyAIError(error)) throw error;
          expect(error).toMatchObject({ code: 'bad_input', field: expect.any(String) as string });
          expect(['string', 'undefined']).toContain(typeof error.transcriptId);
        }
      }),
      runs,
    );
  });
});

describe('JSON', () => {
  it('contains a large integer as text, and no values below 500 levels', () => {
    const read = JSON.parse(toJson({ ...full, ticket: 2n ** 70n, junk: nested(600), fine: nested(400) })) as Transcript;
    expect(read['ticket']).toBe('1180591620717411303424');
    expect(JSON.stringify(read['junk'])).not.toContain('deep');
    expect(JSON.stringify(read['fine'])).toContain('deep');
  });
});
