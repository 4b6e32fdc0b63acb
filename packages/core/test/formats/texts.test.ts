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
  it('come from the words where the utterances are blank', () => {
    const words = [{ text: 'hi', start: 0, end: 500, confidence: 1 }];
    const utterances = [{ speaker: null, text: null, words: [], start: 0, end: 0 }];
    const transcript = { id: 't', status: 'completed', audio_url: 'https://example.com/a.mp3', words, utterances };
    expect(turnsOf(transcript as unknown as Transcript)).toMatchObject([{ text: 'hi', start: 0, end: 500 }]);
  });

  it('group words by speaker where there are no utterances', () => {
    const words = [...wordsOf('Good morning.', { speaker: 'A' }), ...wordsOf('Hi.', { speaker: 'B' }, 2000)];
    expect(turnsOf(transcript({ words })).map(({ speaker, text, start, end }) => [speaker, text, start, end])).toEqual([
      ['A', 'Good morning.', 0, 700],
      ['B', 'Hi.', 2000, 2300],
    ]);
  });

  it('take utterances as they are when words do not say who spoke', () => {
    const source = { ...conversation(['A', 'One.', 0], ['B', 'Two.', 1000]), words: wordsOf('One. Two.') };
    expect(turnsOf(source).map(({ speaker }) => speaker)).toEqual(['A', 'B']);
  });

  it('come in the order of time however they were listed', () => {
    const source = conversation(['B', 'Second.', 5000], ['A', 'First.', 0]);
    expect(turnsOf(source).map(({ text }) => text)).toEqual(['First.', 'Second.']);
  });

  it('survive an answer that lacks half its fields', () => {
    const source = {
      id: 't',
      utterances: [null, { text: 'Only text' }, { words: [{ text: 'Only' }, { text: 'words', start: '7' }, null, {}] }],
    } as unknown as Transcript;
    expect(turnsOf(source).map(({ text, speaker, start, end }) => [text, speaker, start, end])).toEqual([
      ['Only text', undefined, 0, 0],
      ['Only words', undefined, 0, 0],
    ]);
  });

  it('read the channel of a multichannel transcript where the vendor puts it', () => {
    expect(toSpeakerText(fixture('transcript-response-multichannel'))).toBe(
      'Channel 1: Good morning, professor.\n\nChannel 2: Good morning.',
    );
  });
});

describe('plain text', () => {
  it('is the text of the API', () => {
    expect(toPlainText(wildfires)).toBe(wildfires.text);
  });

  it('is made from the turns where the text is missing, one a line', () => {
    expect(toPlainText(conversation(['A', 'Hello.', 0], ['B', 'Hi there.', 900]))).toBe('Hello.\nHi there.');
    expect(toPlainText(transcript())).toBe('');
  });
});

describe('text with speakers', () => {
  const source = conversation(['A', 'Hello.', 0], ['B', 'Hi there.', 3_661_000]);

  it('labels each turn', () => {
    expect(toSpeakerText(source)).toBe('Speaker A: Hello.\n\nSpeaker B: Hi there.');
  });

  it('uses names where they are given, and times where they are asked for', () => {
    expect(toSpeakerText(source, { speakerNames: { A: 'Anna' }, timestamps: true })).toBe(
      '[0:00] Anna: Hello.\n\n[1:01:01] Speaker B: Hi there.',
    );
  });

  it('does not take what every object inherits for a name', () => {
    expect(toSpeakerText(conversation(['constructor', 'Hello.', 0]))).toBe('constructor: Hello.');
  });

  it('keeps the name that speaker identification found', () => {
    expect(toSpeakerText(conversation(['Peter de Carlo', 'Hello.', 0]))).toBe('Peter de Carlo: Hello.');
  });

  it('calls a speaker unknown only where others are known', () => {
    const words = [...wordsOf('Hello.', { speaker: 'A' }), ...wordsOf('What?', { speaker: null }, 1000)];
    expect(toSpeakerText(transcript({ words }))).toBe('Speaker A: Hello.\n\nUnknown speaker: What?');
    expect(toSpeakerText(transcript({ words: wordsOf('Just this.') }))).toBe('Just this.');
  });

  it('cuts a long monologue without speakers into paragraphs, between sentences', () => {
    const sentence = 'This is one sentence among very many others.';
    const source = transcript({ words: wordsOf(Array.from({ length: 60 }, () => sentence).join(' ')) });
    const paragraphs = toSpeakerText(source).split('\n\n');
    expect(paragraphs.length).toBeGreaterThan(2);
    expect(paragraphs.every((text) => text.endsWith('others.') && text.length < 1000)).toBe(true);
  });

  it('loses no word', () => {
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

  it('are those of the API for its own sample', () => {
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

  it('gives each sentence its times', () => {
    expect(toTimestampedText(source)).toBe(
      '[0:00 - 0:00] Speaker A: Hello.\n[0:00 - 0:01] Speaker A: How are you?\n[1:01 - 1:01] Speaker B: Fine.',
    );
  });

  it('gives each turn its times, in milliseconds for programs', () => {
    expect(toTimestampedText(source, { unit: 'turn', times: 'ms' })).toBe(
      '[0 - 1500] Speaker A: Hello. How are you?\n[61000 - 61300] Speaker B: Fine.',
    );
  });

  it('falls back to the bare text', () => {
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

  it('have every section the transcript can fill, in order', () => {
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

  it('leave out what there is not', () => {
    expect(toMarkdown(transcript({ id: '' }))).toBe('# Transcript\n');
    expect(toMarkdown(transcript({ text: 'Hello.' }))).toBe(
      '# Transcript\n\n- **Transcript ID:** t-1\n\n## Transcript\n\nHello.\n',
    );
  });

  it('never show the link to the audio, which may carry a signature', () => {
    const audio_url = 'https://bucket.example.com/call.mp3?X-Amz-Signature=abc';
    expect(toMarkdown({ ...full, audio_url })).not.toContain('Amz');
  });

  it('take a summary and action items that were made elsewhere', () => {
    const text = toMarkdown(full, { summary: 'Short.\n\n- one\n- two', actionItems: ['Call Anna'] });
    expect(text).toContain('## Summary\n\nShort.\n\n- one\n- two\n\n## Action items\n\n- [ ] Call Anna\n');
  });

  it('show what speech understanding found', () => {
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

  it('show a summary with unusual line breaks within a line', () => {
    const text = toMarkdown(transcript({ summary: 'One\rtwo\u2028three.\n \t- four' }));
    expect(text).toContain('## Summary\n\nOne two three.\n\n- four\n');
  });

  it('escape what people say', () => {
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
  ])('make no link, image or HTML of %s', (said, written) => {
    expect(escapeMarkdown(said)).toBe(written);
    const full = toMarkdown(
      transcript({
        words: [word(said, 0, 1, { speaker: said })],
        summary: said,
        chapters: [{ headline: said, gist: said, summary: said, start: 0, end: 1 }],
        language_code: said,
      }),
      { title: said, actionItems: [said] },
    );
    expect(full.split(written).length).toBeGreaterThan(7);
    expect(full.replaceAll(written, '')).not.toMatch(/:\/\/|www\.|[a-z]@|[<>&]/i);
  });

  it.each(['It’s 5 % – “so”, isn’t it?', "Anna's: yes/no; 10:30 (ok) @ 5 #1!", 'about www and e.g. this: that'])(
    'leave %s as it is',
    (text) => {
      expect(escapeMarkdown(text)).toBe(text);
    },
  );

  it('have no heading that people said', () => {
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

/** RFC 4180, read one character after the other. */
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
  it('has headings and one row for each utterance', () => {
    expect(
      readCsv(toCsv(conversation(['A', 'Well, "maybe".', 0], ['B', 'Yes.', 61_000]), { speakerNames: { B: 'Ben' } })),
    ).toEqual([
      ['Start', 'End', 'Start (ms)', 'End (ms)', 'Speaker', 'Text', 'Confidence', 'Words'],
      ['0:00', '0:00', '0', '700', 'Speaker A', 'Well, "maybe".', '0.9', '2'],
      ['1:01', '1:01', '61000', '61300', 'Ben', 'Yes.', '0.9', '1'],
    ]);
  });

  it('is read back by an independent parser as it was, whatever was said', () => {
    fc.assert(
      fc.property(anyWords(), (words) => {
        const source = transcript({ words });
        const [, ...rows] = readCsv(toCsv(source, { guardFormulas: false }));
        expect(rows.map((row) => row[5])).toEqual(turnsOf(source).map(({ text }) => text));
        expect(rows.every((row) => row.length === 8)).toBe(true);
      }),
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '|calc', '＝1', '｜calc'])('keeps a spreadsheet from running %s', (text) => {
    const source = conversation(['A', text, 0]);
    expect(readCsv(toCsv(source))[1]![5]).toBe(`'${text}`);
    expect(readCsv(toCsv(source, { guardFormulas: false }))[1]![5]).toBe(text);
    expect(readCsv(toCsv(source, { speakerNames: { A: text } }))[1]![4]).toBe(`'${text}`);
  });

  it('never begins a cell like a formula', () => {
    fc.assert(
      fc.property(anyWords(fc.stringMatching(/^[=+@\t\r-][a-z"]*$/)), (words) => {
        const cells = readCsv(toCsv(transcript({ words }))).flat();
        expect(cells.every((cell) => !/^[=+\-@\t\r]/.test(cell))).toBe(true);
      }),
    );
  });

  it.each(['it = 1', 'a-b', "'tis", '“=1”', '5 %', '–1', 'me@example.com', '(+1)'])('leaves %s as it is', (text) => {
    expect(readCsv(toCsv(conversation(['A', text, 0])))[1]![5]).toBe(text);
  });

  it('sees a formula behind white space, which is cut off', () => {
    expect(readCsv(toCsv(transcript({ words: [word('\t\r =1+1', 0, 1)] })))[1]![5]).toBe("'=1+1");
  });

  it('begins with a byte order mark only where that is asked for', () => {
    expect(toCsv(transcript()).startsWith('Start,')).toBe(true);
    expect(toCsv(transcript(), { byteOrderMark: true }).startsWith('\ufeffStart,')).toBe(true);
  });
});

describe('chapters', () => {
  const chapter = (start: number, gist: string) => ({ start, end: start + 1, gist, headline: `${gist}!`, summary: '' });

  it('are listed the way video sites read them', () => {
    const source = transcript({
      chapters: [chapter(3_600_000, 'End'), chapter(250, 'Start'), chapter(90_000, 'Middle')],
    });
    expect(toChapters(source)).toBe('0:00 Start\n1:30 Middle\n1:00:00 End');
    expect(toChapters(source, { chapterTitle: 'headline' })).toBe('0:00 Start!\n1:30 Middle!\n1:00:00 End!');
  });

  it('join one that is shorter than ten seconds to the one before', () => {
    const chapters = [chapter(0, 'a'), chapter(9_999, 'b'), chapter(10_000, 'c'), chapter(25_000, 'd')];
    expect(chapterMarks(transcript({ chapters, audio_duration: 30 })).map(({ title }) => title)).toEqual(['a', 'c']);
    expect(chapterMarks(transcript({ chapters, audio_duration: 35 })).map(({ title }) => title)).toEqual([
      'a',
      'c',
      'd',
    ]);
    expect(chapterMarks(transcript({ chapters }), { minChapterMs: 0 })).toHaveLength(4);
  });

  it('of the vendor’s sample begin at zero', () => {
    const chapters = toChapters({ ...transcript(), ...fixture('transcript-response-auto-chapters') }).split('\n');
    expect(chapters[0]).toBe('0:00 Smoggy air quality alerts across US');
  });

  it('always ascend from zero by ten seconds at least', () => {
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

  it('are an empty text where there are none', () => {
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
  ])('of %s is %s', (audio_url, expected) => {
    expect(fileNameFor(transcript({ audio_url }), 'srt')).toBe(expected);
  });

  it.each([
    ['call.mp3', 'call'],
    ['Anruf vom 3. Mai.wäv', 'Anruf vom 3. Mai'],
    ['talk.de.srt', 'talk.de'],
    ['call', 'call'],
    ['see example.company', 'see example.company'],
  ])('without the extension: %s is %s', (name, expected) => {
    expect(withoutExtension(name)).toBe(expected);
  });

  it('take the given name first, and any extension of the list', () => {
    expect(fileNameFor(transcript(), 'speakers.txt', 'Board: May/June?')).toBe('Board May June.speakers.txt');
    expect(fileNameFor(transcript(), '.md', '  ')).toBe('call.md');
    expect(fileNameFor(transcript(), 'txt', 'a\u202Egpj.exe')).toBe('a gpj.exe.txt');
  });

  it('are cut where they are too long, never inside a character', () => {
    expect(fileNameFor(transcript(), 'txt', '👩‍👩‍👧'.repeat(40))).toBe(`${'👩‍👩‍👧'.repeat(10)}.txt`);
  });

  it('are never a path, never empty, never too long', () => {
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
  it('offers what people ask for', () => {
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

  it.each(FORMATS)('renders $id of anything without throwing, the same each time', ({ render }) => {
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
  });

  it('gives the whole transcript as JSON', () => {
    expect(JSON.parse(findFormat('json')!.render(wildfires))).toEqual(wildfires);
  });

  it('takes hours of speech in its stride, also when speakers change with each word', () => {
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
