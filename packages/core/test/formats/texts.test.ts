import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chapterMarks,
  clock,
  escapeMarkdown,
  estimateTokens,
  fileNameFor,
  findFormat,
  FORMATS,
  sentencesOf,
  srtTime,
  toChapters,
  toCsv,
  toMarkdown,
  toPlainText,
  toSpeakerText,
  toTimestampedText,
  turnsOf,
  vttTime,
  withoutExtension,
} from '../../src/formats/index.ts';
import type { Transcript } from '../../src/model.ts';
import { anyText, anyWords, conversation, fixture, transcript, wildfires, word, wordsOf } from './support.ts';

const squeezed = (text: string): string => text.replace(/\s+/g, '');

describe('times', () => {
  it.each([
    [0, '0:00', '00:00:00,000'],
    [4999, '0:04', '00:00:04,999'],
    [754_000, '12:34', '00:12:34,000'],
    [3_723_045, '1:02:03', '01:02:03,045'],
    [360_000_000, '100:00:00', '100:00:00,000'],
    [1.6, '0:00', '00:00:00,002'],
    [-1, '0:00', '00:00:00,000'],
    [Number.NaN, '0:00', '00:00:00,000'],
  ])('%s ms is %s and %s', (ms, short, long) => {
    expect(clock(ms)).toBe(short);
    expect(srtTime(ms)).toBe(long);
    expect(vttTime(ms)).toBe(long.replace(',', '.'));
  });
});

describe('turns', () => {
  it('use the words if the utterances are blank', () => {
    const words = [{ text: 'hi', start: 0, end: 500, confidence: 1 }];
    const utterances = [{ speaker: null, text: null, words: [], start: 0, end: 0 }];
    const transcript = { id: 't', status: 'completed', audio_url: 'https://example.com/a.mp3', words, utterances };
    expect(turnsOf(transcript as unknown as Transcript)).toMatchObject([{ text: 'hi', start: 0, end: 500 }]);
  });

  it('group words by speaker without utterances', () => {
    const words = [...wordsOf('Good morning.', { speaker: 'A' }), ...wordsOf('Hi.', { speaker: 'B' }, 2000)];
    expect(turnsOf(transcript({ words })).map(({ speaker, text, start, end }) => [speaker, text, start, end])).toEqual([
      ['A', 'Good morning.', 0, 700],
      ['B', 'Hi.', 2000, 2300],
    ]);
  });

  it('use the utterances if words have no speakers', () => {
    const source = { ...conversation(['A', 'One.', 0], ['B', 'Two.', 1000]), words: wordsOf('One. Two.') };
    expect(turnsOf(source).map(({ speaker }) => speaker)).toEqual(['A', 'B']);
  });

  it('are ordered by time', () => {
    const source = conversation(['B', 'Second.', 5000], ['A', 'First.', 0]);
    expect(turnsOf(source).map(({ text }) => text)).toEqual(['First.', 'Second.']);
  });

  it('accept a transcript with missing fields', () => {
    const source = {
      id: 't',
      utterances: [null, { text: 'Only text' }, { words: [{ text: 'Only' }, { text: 'words', start: '7' }, null, {}] }],
    } as unknown as Transcript;
    expect(turnsOf(source).map(({ text, speaker, start, end }) => [text, speaker, start, end])).toEqual([
      ['Only text', undefined, 0, 0],
      ['Only words', undefined, 0, 0],
    ]);
  });

  it('contain the channel of a multichannel transcript', () => {
    expect(toSpeakerText(fixture('transcript-response-multichannel'))).toBe(
      'Channel 1: Good morning, professor.\n\nChannel 2: Good morning.',
    );
  });
});

describe('plain text', () => {
  it("is the API's text", () => {
    expect(toPlainText(wildfires)).toBe(wildfires.text);
  });

  it('contains a line for each turn if the text is missing', () => {
    expect(toPlainText(conversation(['A', 'Hello.', 0], ['B', 'Hi there.', 900]))).toBe('Hello.\nHi there.');
    expect(toPlainText(transcript())).toBe('');
  });
});

describe('text with speakers', () => {
  const source = conversation(['A', 'Hello.', 0], ['B', 'Hi there.', 3_661_000]);

  it('labels each turn', () => {
    expect(toSpeakerText(source)).toBe('Speaker A: Hello.\n\nSpeaker B: Hi there.');
  });

  it('uses given names, and adds times if requested', () => {
    expect(toSpeakerText(source, { speakerNames: { A: 'Anna' }, timestamps: true })).toBe(
      '[0:00] Anna: Hello.\n\n[1:01:01] Speaker B: Hi there.',
    );
  });

  it('ignores inherited properties of speakerNames', () => {
    expect(toSpeakerText(conversation(['constructor', 'Hello.', 0]))).toBe('constructor: Hello.');
  });

  it('uses the name from speaker identification', () => {
    expect(toSpeakerText(conversation(['Peter de Carlo', 'Hello.', 0]))).toBe('Peter de Carlo: Hello.');
  });

  it('names an unknown speaker only if others are known', () => {
    const words = [...wordsOf('Hello.', { speaker: 'A' }), ...wordsOf('What?', { speaker: null }, 1000)];
    expect(toSpeakerText(transcript({ words }))).toBe('Speaker A: Hello.\n\nUnknown speaker: What?');
    expect(toSpeakerText(transcript({ words: wordsOf('Just this.') }))).toBe('Just this.');
  });

  it('splits a long monologue without speakers into paragraphs, between sentences', () => {
    const sentence = 'This is one sentence among very many others.';
    const source = transcript({ words: wordsOf(Array.from({ length: 60 }, () => sentence).join(' ')) });
    const paragraphs = toSpeakerText(source).split('\n\n');
    expect(paragraphs.length).toBeGreaterThan(2);
    expect(paragraphs.every((text) => text.endsWith('others.') && text.length < 1000)).toBe(true);
  });

  it('contains every word', () => {
    fc.assert(
      fc.property(anyWords(), (words) => {
        const source = transcript({ words });
        const labels = /^(?:Speaker [ABC]|Unknown speaker): /;
        const text = toSpeakerText(source)
          .split('\n\n')
          .map((block) => block.replace(labels, ''))
          .join('');
        expect(squeezed(text)).toBe(
          squeezed(
            turnsOf(source)
              .map((turn) => turn.text)
              .join(''),
          ),
        );
      }),
    );
  });
});

describe('sentences', () => {
  it.each([
    ['Hello there. How are you?', ['Hello there.', 'How are you?']],
    ['Dr. Smith met J. Doe at 3 p.m. today. Fine.', ['Dr. Smith met J. Doe at 3 p.m. today.', 'Fine.']],
    ['No. I do not.', ['No.', 'I do not.']],
    ['He said "Stop." Then he left.', ['He said "Stop."', 'Then he left.']],
    ['Version 1.5 is out... and it works!', ['Version 1.5 is out... and it works!']],
    ['no punctuation at all', ['no punctuation at all']],
  ])('of %s', (text, expected) => {
    expect(sentencesOf(transcript({ words: wordsOf(text) })).map((item) => item.text)).toEqual(expected);
  });

  it("equal the API's sentences for its own sample", () => {
    const { sentences } = fixture('sentences-response') as unknown as {
      sentences: { text: string; start: number; end: number }[];
    };
    const ours = sentencesOf(wildfires).slice(0, sentences.length);
    expect(ours.map(({ text, start, end }) => ({ text, start, end }))).toEqual(
      sentences.map(({ text, start, end }) => ({ text, start, end })),
    );
  });
});

describe('timestamped text', () => {
  const source = conversation(['A', 'Hello. How are you?', 0], ['B', 'Fine.', 61_000]);

  it('contains the times of each sentence', () => {
    expect(toTimestampedText(source)).toBe(
      '[0:00 - 0:00] Speaker A: Hello.\n[0:00 - 0:01] Speaker A: How are you?\n[1:01 - 1:01] Speaker B: Fine.',
    );
  });

  it('contains the times of each turn, in milliseconds if requested', () => {
    expect(toTimestampedText(source, { unit: 'turn', times: 'ms' })).toBe(
      '[0 - 1500] Speaker A: Hello. How are you?\n[61000 - 61300] Speaker B: Fine.',
    );
  });

  it('is plain text without times', () => {
    expect(toTimestampedText(transcript({ text: 'Untimed.' }))).toBe('Untimed.');
  });
});

describe('Markdown notes', () => {
  const full: Transcript = {
    ...wildfires,
    ...fixture('transcript-response-auto-chapters'),
    ...fixture('transcript-response-auto-highlights'),
    ...fixture('transcript-response-summarization'),
    id: wildfires.id,
    audio_duration: 281,
  };

  it('contain every section with content, in order', () => {
    const text = toMarkdown(full, { title: 'Wildfires' });
    expect(text.match(/^#+ .*/gm)).toEqual([
      '# Wildfires',
      '## Summary',
      '## Chapters',
      '## Key phrases',
      '## Speakers',
      '## Transcript',
    ]);
    expect(text).toContain('- **Duration:** 4:41\n');
    expect(text).toContain('\n- Smoke from hundreds of wildfires');
    expect(text).toContain('- **0:00** Smoke from hundreds of wildfires in Canada is triggering');
    expect(text).toContain('- weather systems (3 times)');
    expect(text).toMatch(/\| Speaker A \| 50 % \| 0:39 \| 3 \| 176 \|/);
    expect(text).toContain('**Speaker B** (0:27) Good morning.');
  });

  it('omit empty sections', () => {
    expect(toMarkdown(transcript({ id: '' }))).toBe('# Transcript\n');
    expect(toMarkdown(transcript({ text: 'Hello.' }))).toBe(
      '# Transcript\n\n- **Transcript ID:** t-1\n\n## Transcript\n\nHello.\n',
    );
  });

  it('never contain the link to the audio, which may contain a signature', () => {
    const audio_url = 'https://bucket.example.com/call.mp3?X-Amz-Signature=abc';
    expect(toMarkdown({ ...full, audio_url })).not.toContain('Amz');
  });

  it('use a given summary and action items', () => {
    const text = toMarkdown(full, { summary: 'Short.\n\n- one\n- two', actionItems: ['Call Anna'] });
    expect(text).toContain('## Summary\n\nShort.\n\n- one\n- two\n\n## Action items\n\n- [ ] Call Anna\n');
  });

  it('contain results of speech understanding', () => {
    const text = toMarkdown(
      transcript({
        speech_understanding: {
          response: {
            summarization: { status: 'success', summary: ['First point.', 'Second point.'] },
            action_items: { items: [{ text: 'Send the report', owner: 'Ben', due: 'Friday' }, 'Book a room', {}] },
          },
        },
      }),
    );
    expect(text).toContain('## Summary\n\n- First point.\n- Second point.\n');
    expect(text).toContain('## Action items\n\n- [ ] Send the report (Ben, Friday)\n- [ ] Book a room\n');
  });

  it('keep unusual line breaks of a summary within one line', () => {
    const text = toMarkdown(transcript({ summary: 'One\rtwo\u2028three.\n \t- four' }));
    expect(text).toContain('## Summary\n\nOne two three.\n\n- four\n');
  });

  it('escape spoken text', () => {
    expect(escapeMarkdown('# *no* <b> [x](y) | `z`')).toBe('\\# \\*no\\* \\<b\\> \\[x\\](y) \\| \\`z\\`');
    expect(escapeMarkdown('1. first')).toBe('1\\. first');
    expect(escapeMarkdown('- a\n- b')).toBe('\\- a - b');
    expect(escapeMarkdown('It costs 5.50, Anna_B said.')).toBe('It costs 5.50, Anna\\_B said.');
  });

  it.each([
    ['see https://example.com/a_b', 'see https\\://example.com/a\\_b'],
    ['FTP://example.com', 'FTP\\://example.com'],
    ['(WWW.example.com)', '(WWW\\.example.com)'],
    ['write to a_b@example.com', 'write to a\\_b\\@example.com'],
    ['![x](https://e.com/i.png)', '!\\[x\\](https\\://e.com/i.png)'],
    ['<img src=x onerror=y>', '\\<img src=x onerror=y\\>'],
    ['&lt;b&gt;', '\\&lt;b\\&gt;'],
  ])('contain no link, image or HTML for %s', (spoken, written) => {
    expect(escapeMarkdown(spoken)).toBe(written);
    const full = toMarkdown(
      transcript({
        words: [word(spoken, 0, 1, { speaker: spoken })],
        summary: spoken,
        chapters: [{ headline: spoken, gist: spoken, summary: spoken, start: 0, end: 1 }],
        language_code: spoken,
      }),
      { title: spoken, actionItems: [spoken] },
    );
    expect(full.split(written).length).toBeGreaterThan(7);
    expect(full.replaceAll(written, '')).not.toMatch(/:\/\/|www\.|[a-z]@|[<>&]/i);
  });

  it.each(['It’s 5 % – “so”, isn’t it?', "Anna's: yes/no; 10:30 (ok) @ 5 #1!", 'about www and e.g. this: that'])(
    'do not change %s',
    (text) => {
      expect(escapeMarkdown(text)).toBe(text);
    },
  );

  it('have no headings from spoken text', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('A', 'B'), anyText)), (turns) => {
        const source = conversation(
          ...turns.map(([speaker, text], index) => [speaker, `# ${text || 'x'}`, index * 1000] as const),
        );
        const headings = toMarkdown(source).match(/^#.*/gm);
        expect(headings!.every((text) => /^##? (?:Transcript|Speakers)$/.test(text))).toBe(true);
      }),
    );
  });
});

/** A parser for RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') cell += text[++at]!;
      else isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      at += 1;
    } else cell += character;
  }
  return rows;
}

describe('CSV', () => {
  it('has headings and a row for each utterance', () => {
    expect(
      readCsv(toCsv(conversation(['A', 'Well, "maybe".', 0], ['B', 'Yes.', 61_000]), { speakerNames: { B: 'Ben' } })),
    ).toEqual([
      ['Start', 'End', 'Start (ms)', 'End (ms)', 'Speaker', 'Text', 'Confidence', 'Words'],
      ['0:00', '0:00', '0', '700', 'Speaker A', 'Well, "maybe".', '0.9', '2'],
      ['1:01', '1:01', '61000', '61300', 'Ben', 'Yes.', '0.9', '1'],
    ]);
  });

  it('has the same values when an independent parser reads it', () => {
    fc.assert(
      fc.property(anyWords(), (words) => {
        const source = transcript({ words });
        const [, ...rows] = readCsv(toCsv(source, { guardFormulas: false }));
        expect(rows.map((row) => row[5])).toEqual(turnsOf(source).map(({ text }) => text));
        expect(rows.every((row) => row.length === 8)).toBe(true);
      }),
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '|calc', '＝1', '｜calc'])(
    'prevents a spreadsheet from running %s',
    (text) => {
      const source = conversation(['A', text, 0]);
      expect(readCsv(toCsv(source))[1]![5]).toBe(`'${text}`);
      expect(readCsv(toCsv(source, { guardFormulas: false }))[1]![5]).toBe(text);
      expect(readCsv(toCsv(source, { speakerNames: { A: text } }))[1]![4]).toBe(`'${text}`);
    },
  );

  it('never starts a cell like a formula', () => {
    fc.assert(
      fc.property(anyWords(fc.stringMatching(/^[=+@\t\r-][a-z"]*$/)), (words) => {
        const cells = readCsv(toCsv(transcript({ words }))).flat();
        expect(cells.every((cell) => !/^[=+\-@\t\r]/.test(cell))).toBe(true);
      }),
    );
  });

  it.each(['it = 1', 'a-b', "'tis", '“=1”', '5 %', '–1', 'me@example.com', '(+1)'])('does not change %s', (text) => {
    expect(readCsv(toCsv(conversation(['A', text, 0])))[1]![5]).toBe(text);
  });

  it('detects a formula after white space, which is removed', () => {
    expect(readCsv(toCsv(transcript({ words: [word('\t\r =1+1', 0, 1)] })))[1]![5]).toBe("'=1+1");
  });

  it('starts with a byte order mark only if requested', () => {
    expect(toCsv(transcript()).startsWith('Start,')).toBe(true);
    expect(toCsv(transcript(), { byteOrderMark: true }).startsWith('\ufeffStart,')).toBe(true);
  });
});

describe('chapters', () => {
  const chapter = (start: number, gist: string) => ({ start, end: start + 1, gist, headline: `${gist}!`, summary: '' });

  it('are listed in the format of video sites', () => {
    const source = transcript({
      chapters: [chapter(3_600_000, 'End'), chapter(250, 'Start'), chapter(90_000, 'Middle')],
    });
    expect(toChapters(source)).toBe('0:00 Start\n1:30 Middle\n1:00:00 End');
    expect(toChapters(source, { chapterTitle: 'headline' })).toBe('0:00 Start!\n1:30 Middle!\n1:00:00 End!');
  });

  it('include a chapter shorter than ten seconds in the previous one', () => {
    const chapters = [chapter(0, 'a'), chapter(9_999, 'b'), chapter(10_000, 'c'), chapter(25_000, 'd')];
    expect(chapterMarks(transcript({ chapters, audio_duration: 30 })).map(({ title }) => title)).toEqual(['a', 'c']);
    expect(chapterMarks(transcript({ chapters, audio_duration: 35 })).map(({ title }) => title)).toEqual([
      'a',
      'c',
      'd',
    ]);
    expect(chapterMarks(transcript({ chapters }), { minChapterMs: 0 })).toHaveLength(4);
  });

  it('start at 0 for the vendor’s sample', () => {
    const chapters = toChapters({ ...transcript(), ...fixture('transcript-response-auto-chapters') }).split('\n');
    expect(chapters[0]).toBe('0:00 Smoggy air quality alerts across US');
  });

  it('ascend from 0 in steps of at least ten seconds', () => {
    const any = fc.array(fc.record({ start: fc.integer({ min: -10, max: 1e7 }), gist: anyText }), { maxLength: 20 });
    fc.assert(
      fc.property(any, (chapters) => {
        const marks = chapterMarks(transcript({ chapters: chapters as never }));
        expect(marks.every(({ start }, index) => start >= (marks[index - 1]?.start ?? -10_000) + 10_000)).toBe(true);
        expect(marks[0]?.start ?? 0).toBe(0);
        expect(marks.every(({ title }) => !/^\s*$|[\r\n]/.test(title))).toBe(true);
      }),
    );
  });

  it('are an empty string without chapters', () => {
    expect(toChapters(wildfires)).toBe('');
  });
});

describe('token estimates', () => {
  it('count four Latin letters, two of other alphabets, one Chinese character as a token', () => {
    expect(estimateTokens('four word text..')).toBe(4);
    expect(estimateTokens('слов')).toBe(2);
    expect(estimateTokens('今日は')).toBe(3);
    expect(estimateTokens('')).toBe(0);
    expect(estimateTokens(wildfires)).toBe(Math.ceil(wildfires.text!.length / 4));
  });
});

describe('file names', () => {
  it.each([
    ['https://example.com/My%20call%20(1).mp3?sig=abc', 'My call (1).srt'],
    ['https://example.com/a/b/', 't-1.srt'],
    ['https://cdn.assemblyai.com/upload/0c2f', 't-1.srt'],
    ['https://example.com/..%2F..%2Fetc%2Fpasswd', 'etc passwd.srt'],
    ['https://example.com/%E0%A4%A.mp3', '%E0%A4%A.srt'],
    ['https://example.com/con.mp3', '_con.srt'],
    ['not a url', 't-1.srt'],
  ])('for %s are %s', (audio_url, expected) => {
    expect(fileNameFor(transcript({ audio_url }), 'srt')).toBe(expected);
  });

  it.each([
    ['call.mp3', 'call'],
    ['Anruf vom 3. Mai.wäv', 'Anruf vom 3. Mai'],
    ['talk.de.srt', 'talk.de'],
    ['call', 'call'],
    ['see example.company', 'see example.company'],
  ])('without extension: %s becomes %s', (name, expected) => {
    expect(withoutExtension(name)).toBe(expected);
  });

  it('use the given name and the extension of any format', () => {
    expect(fileNameFor(transcript(), 'speakers.txt', 'Board: May/June?')).toBe('Board May June.speakers.txt');
    expect(fileNameFor(transcript(), '.md', '  ')).toBe('call.md');
    expect(fileNameFor(transcript(), 'txt', 'a\u202Egpj.exe')).toBe('a gpj.exe.txt');
  });

  it('are truncated if too long, but never within a character', () => {
    expect(fileNameFor(transcript(), 'txt', '👩‍👩‍👧'.repeat(40))).toBe(`${'👩‍👩‍👧'.repeat(10)}.txt`);
  });

  it('are never a path, empty or too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (name) => {
        const file = fileNameFor(transcript({ audio_url: '' }), 'txt', name);
        expect(file).toMatch(/^[^\\/:*?"<>|]+\.txt$/u);
        expect(file.startsWith('.')).toBe(false);
        expect(new TextEncoder().encode(file).length).toBeLessThanOrEqual(200);
      }),
    );
  });
});

describe('the list of formats', () => {
  it('contains the common formats', () => {
    expect(FORMATS.map(({ id }) => id)).toEqual([
      'plain',
      'speakers',
      'markdown',
      'srt',
      'vtt',
      'ass',
      'csv',
      'chapters',
      'json',
    ]);
    expect(new Set(FORMATS.map(({ extension }) => extension)).size).toBe(FORMATS.length);
    expect(findFormat('vtt')?.mime).toBe('text/vtt');
    expect(findFormat('toString')).toBeUndefined();
  });

  it.each(FORMATS)(
    'renders $id for random transcripts without errors, with the same result each time',
    ({ render }) => {
      fc.assert(
        fc.property(anyWords(), (words) => {
          const source = transcript({ words });
          const before = JSON.stringify(source);
          expect(render(source)).toBe(render(source));
          expect(JSON.stringify(source)).toBe(before);
        }),
        { numRuns: 30 },
      );
      for (const status of ['queued', 'error'] as const) expect(typeof render(transcript({ status }))).toBe('string');
    },
  );

  it('contains the whole transcript as JSON', () => {
    expect(JSON.parse(findFormat('json')!.render(wildfires))).toEqual(wildfires);
  });

  it('renders hours of speech quickly, even if speakers change with each word', () => {
    const speech = (speakerOf: (index: number) => string): Transcript =>
      transcript({
        words: Array.from({ length: 15_000 }, (_, index) =>
          word(index % 9 === 8 ? 'end.' : 'word', index * 1000, index * 1000 + 350, { speaker: speakerOf(index) }),
        ),
      });
    for (const source of [speech((index) => (index % 90 < 45 ? 'A' : 'B')), speech((index) => `S${index % 7}`)]) {
      for (const { render } of FORMATS) expect(render(source).length).toBeLessThan(1e7);
      expect(findFormat('srt')!.render(source)).toContain('\n04:09:5');
    }
  }, 20_000);
});
