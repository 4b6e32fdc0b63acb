import fc from 'fast-check';
import subsrt from 'subsrt-ts';
import { describe, expect, it } from 'vitest';
import { type Cue, type CueNode, WebVTTParser } from 'webvtt-parser';
import { isAssemblyAIError } from '../../src/errors.ts';
import { type CaptionOptions, captionsOf, spokenWords, toSrt, toVtt } from '../../src/formats/index.ts';
import { joinWords, lengthOf } from '../../src/formats/text.ts';
import type { Transcript } from '../../src/model.ts';
import { anyText, anyWords, conversation, transcript, utterance, wildfires, word, wordsOf } from './support.ts';

const linesOf = (source: Transcript, options: CaptionOptions = {}): string[] =>
  captionsOf(source, options).map(({ lines }) => lines.join('\n'));

const anyLimits: fc.Arbitrary<CaptionOptions> = fc.record(
  {
    maxCharsPerLine: fc.integer({ min: 1, max: 60 }),
    maxLines: fc.integer({ min: 1, max: 4 }),
    maxCharsPerCaption: fc.integer({ min: 1, max: 200 }),
    maxWordsPerCaption: fc.integer({ min: 1, max: 12 }),
    maxDurationMs: fc.integer({ min: 1, max: 10_000 }),
    pauseMs: fc.integer({ min: 1, max: 3000 }),
    speakers: fc.constantFrom('none' as const, 'prefix' as const, 'voice' as const),
  },
  { requiredKeys: [] },
);

const squeezed = (text: string): string => text.replace(/\s+/g, '');

function readVtt(text: string): readonly Cue[] {
  const { cues, errors } = new WebVTTParser({ '&amp;': '&', '&lt;': '<', '&gt;': '>' }).parse(text);
  expect(errors).toEqual([]);
  return cues;
}

const textIn = (node: CueNode): string =>
  node.type === 'text' ? node.value! : (node.children ?? []).map(textIn).join('');

const voiceIn = (cue: Cue): string | undefined => cue.tree.children!.find(({ name }) => name === 'v')?.value;

/** Converts the parser's seconds to milliseconds. */
const ms = (seconds: number): number => Math.round(seconds * 1000);

describe('captions', () => {
  it('prefer to end with a sentence over a full line', () => {
    const source = transcript({ words: wordsOf('I am sorry to hear that. Would you like a refund or a replacement?') });
    expect(linesOf(source)).toEqual(['I am sorry to hear that.\nWould you like a refund or a replacement?']);
  });

  it('distribute words evenly, so that no caption has a single last word', () => {
    const source = transcript({ words: wordsOf('one two three four five six seven eight nine ten') });
    expect(linesOf(source, { maxCharsPerLine: 44, maxLines: 1 })).toEqual([
      'one two three four five',
      'six seven eight nine ten',
    ]);
  });

  it('end at a speaker change', () => {
    const source = conversation(['A', 'Hello there.', 0], ['B', 'Hi.', 900]);
    expect(linesOf(source)).toEqual(['Hello there.', 'Hi.']);
  });

  it('end before a pause', () => {
    const words = [...wordsOf('so I said'), ...wordsOf('never mind', {}, 5000)];
    expect(linesOf(transcript({ words }))).toEqual(['so I said', 'never mind']);
    expect(linesOf(transcript({ words }), { pauseMs: 10_000 })).toEqual(['so I said never mind']);
  });

  it('respect the maximum number of words', () => {
    const source = transcript({ words: wordsOf('a b c d e f g') });
    expect(linesOf(source, { maxWordsPerCaption: 3 }).every((text) => text.split(/\s/).length <= 3)).toBe(true);
    expect(linesOf(source, { maxWordsPerCaption: 1 })).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
  });

  it('respect the maximum duration, even for one long word', () => {
    const source = transcript({ words: [word('Ommm', 0, 60_000)] });
    expect(captionsOf(source)).toMatchObject([{ start: 0, end: 7000 }]);
    expect(captionsOf(source, { maxDurationMs: 200 })).toMatchObject([{ start: 0, end: 200 }]);
  });

  it('are extended to a readable duration if no other caption follows', () => {
    const words = [word('Yes.', 1000, 1050), word('No.', 9000, 9050, { speaker: 'B' }), word('Oh.', 9200, 9400)];
    expect(captionsOf(transcript({ words })).map(({ start, end }) => [start, end])).toEqual([
      [1000, 1500],
      [9000, 9200],
      [9200, 9700],
    ]);
  });

  it('show an interruption when it is spoken, and name the speaker who continues', () => {
    const source = conversation(['A', 'well I think that we should probably go', 0], ['B', 'Yes!', 1250]);
    expect(captionsOf(source, { speakers: 'prefix' }).map(({ start, end, lines }) => [start, end, ...lines])).toEqual([
      [0, 1250, 'Speaker A: well I think that'],
      [1250, 1600, 'Speaker B: Yes!'],
      [1600, 3100, 'Speaker A: we should probably go'],
    ]);
  });

  it('name speakers, and include the name in the limits', () => {
    const source = conversation(['A', 'Good morning, professor.', 0]);
    expect(linesOf(source, { speakers: 'prefix', speakerNames: { A: 'Anna' }, maxCharsPerLine: 24 })).toEqual([
      'Anna: Good morning,\nprofessor.',
    ]);
  });

  it('do not repeat the name of a speaker after a pause', () => {
    const words = [...wordsOf('So I said', { speaker: 'A' }), ...wordsOf('never mind.', { speaker: 'A' }, 5000)];
    expect(linesOf(transcript({ words }), { speakers: 'prefix' })).toEqual(['Speaker A: So I said', 'never mind.']);
  });

  it('keep the words of a speaker in order even if their times overlap', () => {
    const words = [
      word('天地', 0, 1000, { speaker: 'A' }),
      word('b', 100, 200, { speaker: 'B' }),
      word('a', 200, 300, { speaker: 'A' }),
    ];
    const shown = captionsOf(transcript({ words }), { maxCharsPerLine: 1, maxLines: 1 });
    expect(shown.filter(({ speaker }) => speaker === 'Speaker A').flatMap(({ lines }) => lines)).toEqual([
      '天',
      '地',
      'a',
    ]);
  });

  it('join words like the text of the transcript', () => {
    const source = transcript({ words: wordsOf('They can not go .'), text: 'They cannot go.' });
    expect(linesOf(source)).toEqual(['They cannot go.']);
  });

  it('contain no lone surrogates, line breaks or control characters from words', () => {
    const source = transcript({ words: [word('a\ud83d', 0, 100), word('b\n\nc\u0000d', 200, 300)] });
    expect(toSrt(source)).toContain('\na\ufffd b c d\n');
  });

  it('join Chinese and Japanese words without spaces', () => {
    const text = '今日は良い天気ですね。明日も晴れるでしょう。';
    const words = ['今日', 'は', '良い', '天気', 'です', 'ね。', '明日', 'も', '晴れる', 'でしょう。'];
    const timed = words.map((part, index) => word(part, index * 400, index * 400 + 300));
    for (const source of [transcript({ words: timed, text }), transcript({ words: timed })]) {
      expect(linesOf(source, { maxCharsPerLine: 8, maxLines: 2 })).toEqual([
        '今日は良い\n天気ですね。',
        '明日も晴れる\nでしょう。',
      ]);
    }
  });

  it('split a sentence without spaces that is a single word', () => {
    const source = transcript({ words: [word('今日は良い天気ですね。', 0, 2200)] });
    const captions = captionsOf(source, { maxCharsPerLine: 5, maxLines: 1 });
    expect(captions.map(({ lines }) => lines.join()).join('')).toBe('今日は良い天気ですね。');
    expect(captions.length).toBeGreaterThan(1);
    expect(captions.every(({ lines }) => lengthOf(lines[0]!) <= 5)).toBe(true);
  });

  it('count an emoji family as one character', () => {
    const source = transcript({ words: [word('👩‍👩‍👧', 0, 100), word('👩‍👩‍👧', 200, 300)] });
    expect(linesOf(source, { maxCharsPerLine: 3 })).toEqual(['👩‍👩‍👧 👩‍👩‍👧']);
  });

  it('use utterances without words, with times by word length', () => {
    const { words: _, ...bare } = utterance('A', 'one two four', 0);
    const source = { ...transcript(), utterances: [{ ...bare, start: 1000, end: 2000 }] } as unknown as Transcript;
    expect(spokenWords(source).map(({ text, start, end }) => [text, start, end])).toEqual([
      ['one', 1000, 1300],
      ['two', 1300, 1600],
      ['four', 1600, 2000],
    ]);
    expect(linesOf(source)).toEqual(['one two four']);
  });

  it('use sentences that the caller adds', () => {
    const source = transcript({ sentences: [{ text: 'Only this.', start: 0, end: 900, confidence: 1, words: [] }] });
    expect(toSrt(source)).toBe('1\n00:00:00,000 --> 00:00:00,900\nOnly this.\n');
  });

  it('are empty for a transcript without times', () => {
    for (const source of [transcript(), transcript({ text: 'Words', words: [], utterances: null })]) {
      expect(toSrt(source)).toBe('');
      expect(toVtt(source)).toBe('WEBVTT\n');
    }
  });

  it('support times beyond 24 hours', () => {
    expect(toSrt(transcript({ words: [word('Late.', 90_061_001, 90_062_002)] }))).toContain(
      '25:01:01,001 --> 25:01:02,002',
    );
  });

  it.each(['maxCharsPerLine', 'maxLines', 'maxCharsPerCaption', 'maxWordsPerCaption', 'maxDurationMs', 'pauseMs'])(
    'reject a %s below 1 and name it',
    (field) => {
      for (const value of [0, -1, Number.NaN]) {
        const attempt = (): unknown => toSrt(wildfires, { [field]: value });
        expect(attempt).toThrow(field);
        try {
          attempt();
        } catch (error) {
          expect(isAssemblyAIError(error) && error.field).toBe(field);
        }
      }
    },
  );
});

describe('captions of random words', () => {
  it('are in order, and never overlap, empty or too long', () => {
    fc.assert(
      fc.property(anyWords(), anyLimits, (words, options) => {
        const captions = captionsOf(transcript({ words }), options);
        let free = 0;
        for (const { start, end, lines, words: held } of captions) {
          expect(start).toBeGreaterThanOrEqual(free);
          expect(end).toBeGreaterThan(start);
          expect(end - start).toBeLessThanOrEqual(options.maxDurationMs ?? 7000);
          expect(held.length).toBeGreaterThan(0);
          expect(lines.every((line) => line.trim() !== '')).toBe(true);
          free = end;
        }
      }),
    );
  });

  it('respect every limit unless a single word is longer', () => {
    fc.assert(
      fc.property(anyWords(), anyLimits, (words, options) => {
        const { maxCharsPerCaption: most = Infinity, maxLines = 2, maxWordsPerCaption = Infinity } = options;
        const line = options.maxCharsPerLine ?? Math.max(42, Math.ceil((most === Infinity ? 0 : most) / maxLines));
        for (const { lines, words: held, speaker } of captionsOf(transcript({ words }), options)) {
          expect(held.length).toBeLessThanOrEqual(maxWordsPerCaption);
          expect(lines.length).toBeLessThanOrEqual(maxLines);
          if (held.length === 1) continue;
          const prefix = lines[0]!.startsWith(`${speaker}: `) ? `${speaker}: ` : '';
          expect(lengthOf(prefix + joinWords(held))).toBeLessThanOrEqual(most);
          for (const text of lines) expect(lengthOf(text)).toBeLessThanOrEqual(line);
        }
      }),
    );
  });

  it('contain every word of every speaker once, in order, according to the W3C parser of WebVTT', () => {
    fc.assert(
      fc.property(anyWords(), anyLimits, (words, limits) => {
        const source = transcript({ words });
        const options = { ...limits, speakers: 'voice' as const };
        const cues = readVtt(toVtt(source, options));
        const captions = captionsOf(source, options);
        expect(cues.map((cue) => [ms(cue.startTime), ms(cue.endTime)])).toEqual(
          captions.map(({ start, end }) => [start, end]),
        );
        for (const speaker of ['A', 'B', 'C', undefined]) {
          const name = speaker === undefined ? undefined : `Speaker ${speaker}`;
          const shown = cues.filter((cue) => voiceIn(cue) === name).map((cue) => textIn(cue.tree));
          const spoken = spokenWords(source).filter((item) => item.speaker === speaker);
          expect(squeezed(shown.join(''))).toBe(squeezed(spoken.map(({ text }) => text).join('')));
        }
      }),
    );
  });

  it('have the same times and words when an independent parser reads SRT', () => {
    const plain = anyText.map((text) => text.replace(/[<>{}]/g, ''));
    fc.assert(
      fc.property(anyWords(plain), anyLimits, (words, limits) => {
        const options = { ...limits, speakers: 'none' as const };
        const captions = captionsOf(transcript({ words }), options);
        const parsed = subsrt.parse(toSrt(transcript({ words }), options), { format: 'srt', eol: '\n' });
        expect(
          parsed.map((item) => (item.type === 'caption' ? [item.start, item.end, item.content.trim()] : item.type)),
        ).toEqual(captions.map(({ start, end, lines }) => [start, end, lines.join('\n')]));
      }),
    );
  });

  it('are not broken by an arrow or a tag in SRT', () => {
    fc.assert(
      fc.property(anyWords(), (words) => {
        const source = transcript({ words });
        const text = toSrt(source);
        expect(text.match(/-->/g)?.length ?? 0).toBe(captionsOf(source).length);
        expect(text).not.toMatch(/<[^<>]*>/);
        expect(subsrt.parse(text, { format: 'srt' })).toHaveLength(captionsOf(source).length);
      }),
    );
  });
});

describe('a recorded transcript', () => {
  it('has captions that both parsers read identically', () => {
    const cues = readVtt(toVtt(wildfires));
    const parsed = subsrt.parse(toSrt(wildfires), { format: 'srt' });
    expect(parsed).toHaveLength(cues.length);
    expect(squeezed(cues.map((cue) => textIn(cue.tree)).join(''))).toBe(squeezed(wildfires.text!));
    expect(new Set(cues.map(voiceIn))).toEqual(new Set(['Speaker A', 'Speaker B']));
  });

  it('displays every word while it is spoken', () => {
    for (const { start, end, words } of captionsOf(wildfires)) {
      expect(words.every((item) => item.start >= start && item.start < end)).toBe(true);
    }
  });

  it('has at most two lines of 42 characters by default', () => {
    const lines = captionsOf(wildfires).map((caption) => caption.lines);
    expect(Math.max(...lines.map((list) => list.length))).toBe(2);
    expect(Math.max(...lines.flat().map(lengthOf))).toBeLessThanOrEqual(42);
  });

  it('respects the maximum number of characters in a caption', () => {
    const lengths = captionsOf(wildfires, { maxCharsPerCaption: 32 }).map(({ lines }) => lines.join(' ').length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(32);
    expect(Math.max(...lengths)).toBeGreaterThan(24);
  });

  it('escapes tags in text and names for WebVTT', () => {
    const source = conversation(['A', 'a <b> & c --> d', 0]);
    const text = toVtt(source, { speakerNames: { A: 'R&D <x>' } });
    expect(text).toContain('<v R&amp;D &lt;x&gt;>a &lt;b&gt; &amp; c --&gt; d</v>');
    expect(readVtt(text).map((cue) => textIn(cue.tree))).toEqual(['a <b> & c --> d']);
  });

  it.each([
    ['{\\an8}Top', '(\\an8)Top'],
    ['{a {b} c}', '(a (b) c)'],
    ['{y:i}slanted', '(y:i)slanted'],
    ['<i <b>>x', '‹i ‹b››x'],
    ['<font\n\ncolor="red">x</font>', '‹font color="red"›x‹/font›'],
    ['00:00:01,000 --> 00:00:02,000', '00:00:01,000 -> 00:00:02,000'],
    ['a ----> b -- > c', 'a -> b -- > c'],
    ['a\n\n7\n00:00:01,000 --> 00:00:02,000\nb', 'a 7 00:00:01,000 -> 00:00:02,000 b'],
    ['3 > 2, 1 < 2, an open { and a closed', '3 > 2, 1 < 2, an open { and a closed'],
    ["It's 5 % - “so”, Anna's: (yes) [no] – ok & fine!", "It's 5 % - “so”, Anna's: (yes) [no] – ok & fine!"],
  ])('displays %j as text in SRT', (spoken, shown) => {
    const source = transcript({ words: [word(spoken, 0, 1000, { speaker: 'A' })] });
    expect(toSrt(source)).toBe(`1\n00:00:00,000 --> 00:00:01,000\n${shown}\n`);
    const named = toSrt(conversation(['A', 'Hi.', 0]), { speakers: 'prefix', speakerNames: { A: spoken } });
    expect(named.split('\n').slice(2).join(' ').trim()).toBe(`${shown}: Hi.`);
  });

  it('has no pair of brackets in SRT that a player would hide', () => {
    const part = fc.stringMatching(/^[<>{}a\\-]{1,6}$/);
    fc.assert(
      fc.property(anyWords(part), (words) => {
        for (const cue of toSrt(transcript({ words })).split(/\n\n/)) {
          const text = cue.split('\n').slice(2).join('\n');
          expect(text).not.toMatch(/<[^]*>|\{[^]*\}|-->/);
        }
      }),
    );
  });

  it.each([
    'NOTE hidden',
    'STYLE ::cue { color: red }',
    'REGION id:x',
    'a\n\nNOTE b',
    '<00:00:01.000>',
    '</v><c.red>',
    '&lt;b&gt;',
    'x\n00:01.000 --> 00:02.000\ny',
  ])('displays %j as text in WebVTT', (spoken) => {
    const source = transcript({ words: [word(spoken, 0, 1000, { speaker: 'A' })] });
    for (const speakers of ['voice', 'prefix', 'none'] as const) {
      const cues = readVtt(toVtt(source, { speakers }));
      const prefix = speakers === 'prefix' ? 'Speaker A: ' : '';
      expect(cues.map((cue) => textIn(cue.tree))).toEqual([`${prefix}${spoken.replace(/\s+/g, ' ')}`]);
    }
    const named = readVtt(toVtt(conversation(['A', 'Hi.', 0]), { speakerNames: { A: spoken } }));
    expect(named.map((cue) => textIn(cue.tree))).toEqual(['Hi.']);
    // The parser keeps the escapes of a name; the standard, section 6.4, decodes them.
    const name = voiceIn(named[0]!)!.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    expect(name).toBe(spoken.replace(/\s+/g, ' '));
  });

  it('uses the prefix for voice in SRT', () => {
    const source = conversation(['A', 'Hello.', 0]);
    expect(toSrt(source, { speakers: 'voice' })).toContain('\nSpeaker A: Hello.\n');
    expect(toSrt(source)).toContain('\nHello.\n');
    expect(toVtt(source, { speakers: 'prefix' })).toContain('\nSpeaker A: Hello.\n');
    expect(toVtt(source, { speakers: 'none' })).toContain('\nHello.\n');
  });
});
