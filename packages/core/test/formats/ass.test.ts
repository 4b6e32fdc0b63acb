import { type ParsedASS, type ParsedASSEvent, parse } from 'ass-compiler';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SPEAKER_COLORS, UPCOMING_COLOR } from '../../src/formats/ass-style.ts';
import { type AssOptions, captionsOf, filesOf, toAss, toSrt } from '../../src/formats/index.ts';
import type { Transcript } from '../../src/model.ts';
import { anyText, anyWords, conversation, transcript, utterance, wildfires, word, wordsOf } from './support.ts';

const eventsOf = (source: Transcript, options: AssOptions = {}): readonly ParsedASSEvent[] =>
  parse(toAss(source, options)).events.dialogue;

/** The visible text of an event: text outside override blocks, with line breaks. */
const shown = ({ Text }: ParsedASSEvent): string =>
  Text.parsed
    .map(({ text }) => text)
    .join('')
    .replace(/\\N/g, '\n')
    .replaceAll('\u2060', '');

/** Hundredths of a second. */
const syllables = ({ Text }: ParsedASSEvent): readonly (readonly [length: number, text: string])[] =>
  Text.parsed.flatMap(({ tags, text }) => tags.flatMap(({ k }) => (k === undefined ? [] : [[k, text] as const])));

/** The primary color of each style, `#RRGGBB`. */
const colorsOf = ({ styles }: ParsedASS): Record<string, string> =>
  Object.fromEntries(
    styles.style.map(({ Name, PrimaryColour }) => {
      const [, blue, green, red] = /^&H00(..)(..)(..)$/.exec(PrimaryColour)!;
      return [Name, `#${red}${green}${blue}`];
    }),
  );

const colors = (source: Transcript, options: AssOptions = {}): Record<string, string> =>
  colorsOf(parse(toAss(source, options)));

const anyAwkward = fc.oneof(
  { weight: 2, arbitrary: anyText },
  { weight: 3, arbitrary: fc.stringMatching(/^[{}\\Nnhkp1&,;:*! a-]{1,8}$/) },
);

const anyOptions: fc.Arbitrary<AssOptions> = fc.record(
  {
    maxCharsPerLine: fc.integer({ min: 1, max: 60 }),
    maxLines: fc.integer({ min: 1, max: 4 }),
    maxDurationMs: fc.integer({ min: 1, max: 10_000 }),
    speakers: fc.constantFrom('none' as const, 'prefix' as const, 'voice' as const),
    karaoke: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** Contrast of two colors according to WCAG 2, 1 to 21. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('ASS subtitles', () => {
  it('contain the time of each word, in the style of its speaker', () => {
    const source = conversation(['A', 'Hello there.', 1000], ['B', 'Hi.', 2500]);
    expect(toAss(source).split('[Events]\n')[1]).toBe(
      [
        'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
        'Dialogue: 0,0:00:01.00,0:00:01.70,Speaker A,Speaker A,0,0,0,,{\\k40}Hello {\\k30}there.',
        'Dialogue: 0,0:00:02.50,0:00:03.00,Speaker B,Speaker B,0,0,0,,{\\k50}Hi.',
        '',
      ].join('\n'),
    );
  });

  it('contain no events for a transcript without times', () => {
    expect(eventsOf(transcript({ text: 'Words' }))).toEqual([]);
    expect(colors(transcript())).toEqual({ Default: '#FFFFFF' });
  });

  it('have the same lines as SRT', () => {
    const lines = toSrt(wildfires)
      .trimEnd()
      .split('\n\n')
      .map((cue) => cue.split('\n').slice(2).join('\n'));
    expect(eventsOf(wildfires).map(shown)).toEqual(lines);
    expect(eventsOf(wildfires, { karaoke: false }).map(shown)).toEqual(lines);
  });

  it('have no word times without karaoke', () => {
    const source = transcript({ words: wordsOf('Hello there.') });
    expect(toAss(source, { karaoke: false })).toMatch(/,Default,,0,0,0,,Hello there\.\n$/);
  });

  it('start with the speaker for prefix, and have one style for none', () => {
    const source = conversation(['A', 'Hello there.', 0], ['B', 'Hi.', 2500]);
    const names = { speakerNames: { A: 'Anna' } };
    expect(eventsOf(source, { ...names, speakers: 'prefix' }).map(shown)).toEqual([
      'Anna: Hello there.',
      'Speaker B: Hi.',
    ]);
    expect(toAss(source, { ...names, speakers: 'prefix' })).toContain(',Anna,Anna,0,0,0,,Anna: {\\k40}Hello ');
    expect(toAss(source, { ...names, speakers: 'none' })).toContain(',Default,,0,0,0,,{\\k40}Hello ');
    expect(colors(source, { speakers: 'none' })).toEqual({ Default: '#FFFFFF' });
  });

  it('count silence before a word as part of the previous word', () => {
    const words = [word('one', 0, 300, { speaker: 'A' }), word('two', 1200, 1500, { speaker: 'A' })];
    expect(eventsOf(transcript({ words })).map(syllables)).toEqual([
      [
        [120, 'one '],
        [30, 'two'],
      ],
    ]);
  });

  it('are created for each translation', () => {
    const source = transcript({
      utterances: [{ ...utterance('A', 'Good morning.', 0), translated_texts: { de: 'Guten Morgen.' } }],
    });
    const [original, german] = filesOf(source, ['ass']);
    expect(german).toMatchObject({ key: 'ass_de', name: 'call.de.ass', mime: 'text/x-ssa' });
    expect(parse(german!.text).events.dialogue.map(shown)).toEqual(['Guten Morgen.']);
    expect(colorsOf(parse(german!.text))).toEqual(colorsOf(parse(original!.text)));
  });

  it('use the given sizes and font', () => {
    const text = toAss(wildfires, { videoWidth: 1080, videoHeight: 1920, fontName: 'Noto Sans, Bold', fontSize: 72 });
    const { info, styles } = parse(text);
    expect(info).toMatchObject({ PlayResX: '1080', PlayResY: '1920', WrapStyle: '0' });
    expect(styles.style[0]).toMatchObject({ Fontname: 'Noto Sans; Bold', Fontsize: '72', Alignment: '2' });
    expect(parse(toAss(wildfires)).styles.style[0]).toMatchObject({ Fontname: 'Arial', Fontsize: '60' });
  });

  it.each([
    [{ fontSize: 0 }, 'fontSize'],
    [{ videoWidth: Number.NaN }, 'videoWidth'],
    [{ videoHeight: Infinity }, 'videoHeight'],
    [{ speakerColors: { A: 'red' } }, 'speakerColors'],
    [{ maxLines: 0 }, 'maxLines'],
  ])('reject %j and name the field', (options, field) => {
    expect(() => toAss(wildfires, options)).toThrow(expect.objectContaining({ code: 'bad_input', field }));
  });
});

describe('colors of speakers', () => {
  it('contrast with the outline and with upcoming words', () => {
    for (const color of [...SPEAKER_COLORS, '#ffffff']) {
      expect(contrast(color, '#000000')).toBeGreaterThan(9);
      expect(contrast(color, UPCOMING_COLOR)).toBeGreaterThan(1.3);
    }
    expect(contrast(UPCOMING_COLOR, '#000000')).toBeGreaterThan(7);
    expect(new Set(SPEAKER_COLORS).size).toBe(8);
  });

  it('do not depend on who speaks first or who is missing', () => {
    const both = colors(conversation(['A', 'Yes.', 0], ['B', 'No.', 1000]));
    expect(colors(conversation(['B', 'No.', 0], ['A', 'Yes.', 1000]))).toEqual(both);
    expect(colors(conversation(['B', 'No.', 0]))['Speaker B']).toBe(both['Speaker B']);
    const named = { speakerNames: { B: 'Ben' } };
    expect(colors(conversation(['B', 'No.', 0]), named)['Ben']).toBe(both['Speaker B']);
  });

  it('can be set for labels', () => {
    const source = conversation(['A', 'Yes.', 0], ['B', 'No.', 1000]);
    const given = colors(source, { speakerColors: { A: '#12abEF' } });
    expect(given['Speaker A']).toBe('#12ABEF');
    expect(given['Speaker B']).toBe(colors(source)['Speaker B']);
  });

  it('are different for eight speakers, and evenly distributed for more', () => {
    const anyLabels = fc.uniqueArray(
      fc.oneof(fc.constantFrom(...'ABCDEFGHIJ12345678'), fc.stringMatching(/^[a-z]+$/)),
      {
        minLength: 1,
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(anyLabels, (labels) => {
        const source = conversation(...labels.map((label, index) => [label, 'Yes.', index * 1000] as const));
        const used = Object.entries(colors(source)).flatMap(([name, color]) => (name === 'Default' ? [] : color));
        const counts = SPEAKER_COLORS.map((color) => used.filter((one) => one === color.toUpperCase()).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('text in ASS', () => {
  it.each([
    ['{\\an8}Top', '(\\an8)Top'],
    ['a{b', 'a(b'],
    ['}', ')'],
    ['\\Nno', '\\Nno'],
    ['C:\\new\\home', 'C:\\new\\home'],
    ['ends\\', 'ends\\'],
    ['{\\p1}m 0 0 l 9 9', '(\\p1)m 0 0 l 9 9'],
    ['a, b,,c', 'a, b,,c'],
    ['Dialogue: 0,0:00:00.00', 'Dialogue: 0,0:00:00.00'],
    ['a\r\n[Events]\r\nb', 'a [Events] b'],
  ])('displays %j as text', (spoken, text) => {
    const source = conversation(['A', 'x', 0]);
    const words = [word(spoken, 0, 1000), word('next', 1000, 2000)];
    const wide = { maxCharsPerLine: 200 };
    for (const karaoke of [true, false]) {
      expect(eventsOf(transcript({ words }), { karaoke, ...wide }).map(shown)).toEqual([`${text} next`]);
      const named = eventsOf(source, { karaoke, ...wide, speakers: 'prefix', speakerNames: { A: spoken } });
      expect(named.map(shown)).toEqual([`${text}: x`]);
    }
    expect(toAss(transcript({ words }))).not.toMatch(/\\[nh]/);
    expect(toAss(transcript({ words }), { maxLines: 1, ...wide })).not.toContain('\\N');
  });

  it.each([
    ['Smith, John', 'Smith; John'],
    ['*Star', 'Star'],
    ['**', 'Default'],
    ['{\\b1}', '{\\b1}'],
  ])('has a valid style name for the speaker %j', (name, style) => {
    const { styles, events } = parse(toAss(conversation(['A', 'Hi.', 0]), { speakerNames: { A: name } }));
    expect(styles.style.map(({ Name }) => Name)).toContain(style);
    expect(events.dialogue[0]).toMatchObject({ Style: style, Name: name.replace(',', ';') });
    expect(shown(events.dialogue[0]!)).toBe('Hi.');
  });

  it('has one style for two speakers with the same name', () => {
    const source = conversation(['A', 'Yes.', 0], ['B', 'No.', 1000]);
    expect(Object.keys(colors(source, { speakerNames: { A: 'Host', B: 'Host' } }))).toEqual(['Default', 'Host']);
    expect(Object.keys(colors(source, { speakerNames: { A: 'a,b', B: 'a;b' } }))).toEqual(['Default', 'a;b']);
  });
});

describe('ASS for random words, read by an independent parser', () => {
  it('contains each caption with its text and times within 10 ms, without overlaps', () => {
    fc.assert(
      fc.property(anyWords(anyAwkward), anyOptions, (words, options) => {
        const source = transcript({ words });
        const captions = captionsOf(source, { ...options, speakers: options.speakers ?? 'voice' });
        const events = eventsOf(source, options);
        expect(events.map(shown)).toEqual(
          captions.map(({ lines }) =>
            lines.join('\n').replace(/\{/g, '(').replace(/\}/g, ')').replaceAll('\u2060', ''),
          ),
        );
        let free = 0;
        for (const { Start, End } of events) {
          const [start, end] = [Math.round(Start * 100), Math.round(End * 100)];
          expect(start).toBeGreaterThanOrEqual(free);
          expect(end).toBeGreaterThan(start);
          free = end;
        }
      }),
    );
  });

  it('has only word times as overrides, and a style for each event', () => {
    fc.assert(
      fc.property(anyWords(anyAwkward), anyOptions, anyAwkward, (words, options, name) => {
        const text = toAss(transcript({ words }), { ...options, speakerNames: { A: name } });
        const { styles, events } = parse(text);
        const known = new Set(styles.style.map(({ Name }) => Name));
        expect(known.size).toBe(styles.style.length);
        expect(events.comment).toEqual([]);
        for (const { Style, Text, Effect } of events.dialogue) {
          expect(known).toContain(Style);
          expect(Effect).toBeFalsy();
          for (const { tags, drawing } of Text.parsed) {
            expect(drawing).toEqual([]);
            for (const tag of tags) expect(Object.keys(tag)).toEqual(['k']);
          }
        }
      }),
    );
  });

  it('highlights each word at its start', () => {
    fc.assert(
      fc.property(anyWords(fc.stringMatching(/^[a-z]{1,9}$/)), anyOptions, (words, options) => {
        const source = transcript({ words });
        const events = eventsOf(source, { ...options, karaoke: true });
        for (const [index, caption] of captionsOf(source, { ...options, speakers: 'voice' }).entries()) {
          if (options.speakers === 'prefix') continue;
          const event = events[index]!;
          let at = Math.round(event.Start * 100);
          const starts = syllables(event).flatMap(([length, text]) => {
            at += length;
            return text === '' ? [] : [at - length];
          });
          expect(at).toBe(Math.round(event.End * 100));
          expect(starts).toHaveLength(caption.words.length);
          const inside = Math.round(event.Start * 100) * 10 === Math.round(caption.start / 10) * 10;
          if (!inside) continue;
          for (const [place, { start }] of caption.words.entries()) {
            const wanted = Math.min(Math.max(start, caption.start), caption.end);
            expect(Math.abs(starts[place]! * 10 - wanted)).toBeLessThanOrEqual(10);
          }
        }
      }),
    );
  });
});
