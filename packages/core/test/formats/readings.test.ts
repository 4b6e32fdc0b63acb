import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FORMATS,
  lowConfidenceWords,
  normalizeSourceUrl,
  quotes,
  redactEntities,
  talkRatio,
} from '../../src/formats/index.ts';
import type { Transcript } from '../../src/model.ts';
import { anyWords, conversation, fixture, transcript, utterance, wildfires, word, wordsOf } from './support.ts';

describe('talk ratio', () => {
  it('measures talk, turns, monologues and pace', () => {
    const source = conversation(['A', 'one two three four five', 0], ['B', 'six', 2000], ['A', 'seven', 3000]);
    const { speakers, speechMs, overlapMs } = talkRatio(source, { speakerNames: { A: 'Anna' } });
    expect(speechMs).toBe(2500);
    expect(overlapMs).toBe(0);
    expect(speakers).toEqual([
      {
        speaker: 'A',
        name: 'Anna',
        talkMs: 2200,
        listenMs: 300,
        share: 0.88,
        ratioToOthers: 2200 / 300,
        turns: 2,
        longestMonologueMs: 1900,
        words: 6,
        wordsPerMinute: (6 * 60_000) / 2200,
      },
      expect.objectContaining({ speaker: 'B', name: 'Speaker B', talkMs: 300, turns: 1, words: 1 }),
    ]);
  });

  it('counts overlapping speech for both speakers, and once as speech', () => {
    const source = transcript({
      utterances: [
        { ...utterance('A', 'a', 0), end: 1000 },
        { ...utterance('B', 'b', 600), end: 1600 },
      ],
    });
    const { speakers, speechMs, overlapMs } = talkRatio(source);
    expect([speechMs, overlapMs]).toEqual([1600, 400]);
    expect(speakers.map(({ talkMs, listenMs }) => [talkMs, listenMs])).toEqual([
      [1000, 600],
      [1000, 600],
    ]);
  });

  it('has no ratio for a single speaker, and no speakers without speech', () => {
    expect(talkRatio(conversation(['A', 'alone', 0])).speakers[0]).toMatchObject({ share: 1, ratioToOthers: null });
    expect(talkRatio(transcript())).toEqual({ speakers: [], speechMs: 0, overlapMs: 0 });
    expect(talkRatio(fixture('transcript-response-multichannel')).speakers[0]).toMatchObject({
      talkMs: 0,
      share: 0,
      wordsPerMinute: null,
    });
  });

  it('adds up for random transcripts', () => {
    fc.assert(
      fc.property(anyWords(), (words) => {
        const { speakers, speechMs, overlapMs } = talkRatio(transcript({ words }));
        const total = speakers.reduce((sum, { talkMs }) => sum + talkMs, 0);
        expect(total - overlapMs).toBe(speechMs);
        expect(speakers.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(total === 0 ? 0 : 1, 9);
        for (const item of speakers) {
          expect(item.share).toBeGreaterThanOrEqual(0);
          expect(item.listenMs).toBeGreaterThanOrEqual(0);
          expect(item.longestMonologueMs).toBeGreaterThanOrEqual(Math.floor(item.talkMs / item.turns));
        }
      }),
    );
  });
});

describe('low-confidence words', () => {
  const words = [
    word('Call', 0, 100),
    word('doctor', 200, 300),
    word('Xhosa', 400, 500, { confidence: 0.2, speaker: 'A' }),
    word('at', 600, 700, { confidence: 0.4 }),
    word('nine', 800, 900, { confidence: 0 }),
  ];

  it('include times, the speaker and surrounding words', () => {
    expect(lowConfidenceWords(transcript({ words }), { contextWords: 1 })).toEqual([
      { text: 'Xhosa', confidence: 0.2, start: 400, end: 500, speaker: 'Speaker A', before: 'doctor', after: 'at' },
      { text: 'nine', confidence: 0, start: 800, end: 900, speaker: undefined, before: 'at', after: '' },
    ]);
  });

  it('have a confidence below the threshold', () => {
    expect(lowConfidenceWords(transcript({ words }), { threshold: 0.41 }).map(({ text }) => text)).toEqual([
      'Xhosa',
      'at',
      'nine',
    ]);
    expect(lowConfidenceWords(transcript({ words }), { threshold: 0 })).toEqual([]);
  });

  it('exclude words without a confidence', () => {
    const bare = [{ text: 'unknown', start: 0, end: 1 }] as unknown as Transcript['words'];
    expect(lowConfidenceWords(transcript({ words: bare! }), { threshold: 1 })).toEqual([]);
  });

  it('reject a threshold outside 0 to 1', () => {
    for (const threshold of [-0.1, 1.1, Number.NaN, 40]) {
      expect(() => lowConfidenceWords(wildfires, { threshold })).toThrow('threshold must be between 0 and 1');
    }
  });
});

describe('quotes', () => {
  it('are sentences with the given words or phrases', () => {
    const found = quotes(wildfires, { find: ['Air quality', 'de carlo'], speakerNames: { A: 'Host' } });
    expect(found.map(({ time, speaker, matches }) => [time, speaker, matches])).toEqual([
      ['0:00', 'Host', ['Air quality']],
      ['0:11', 'Host', ['Air quality']],
      ['0:15', 'Host', ['de carlo']],
    ]);
    expect(found[0]).toMatchObject({
      text: 'Smoke from hundreds of wildfires in Canada is triggering air quality alerts throughout the US.',
      start: 250,
      end: 6382,
    });
  });

  it('match whole words in any case, Unicode form and apostrophe', () => {
    const source = transcript({ words: wordsOf('I don’t visit cafe\u0301s. The carpet is here.') });
    expect(quotes(source, { find: ["DON'T"] })).toHaveLength(1);
    expect(quotes(source, { find: ['cafés'] })).toHaveLength(1);
    expect(quotes(source, { find: ['car', 'pet', '', '!'] })).toEqual([]);
  });

  it('match words in text without spaces', () => {
    const words = ['今日', 'は', '良い', '天気。'].map((text, index) => word(text, index * 300, index * 300 + 200));
    expect(quotes(transcript({ words }), { find: ['は良い'] })).toMatchObject([{ text: '今日は良い天気。' }]);
  });

  it('are sentences with detected entities or key phrases', () => {
    const source: Transcript = {
      ...wildfires,
      ...fixture('transcript-response-entity-detection'),
      ...fixture('transcript-response-auto-highlights'),
      id: 't-1',
    };
    const people = quotes(source, { find: 'entities', entityTypes: ['person_name'] });
    expect(people[0]).toMatchObject({ time: '0:15', matches: ['Peter de Carlo'] });
    expect(quotes(source, { find: 'highlights' })[0]).toMatchObject({ time: '0:00', matches: ['air quality alerts'] });
    expect(quotes(wildfires, { find: 'entities' })).toEqual([]);
  });

  it('are all sentences by default, each with a link to its time', () => {
    const source = conversation(['A', 'Hello.', 1500]);
    const linkTo = (mediaUrl: string): string | undefined => quotes(source, { mediaUrl })[0]!.link;
    expect(linkTo('https://example.com/a.mp3?x=1')).toBe('https://example.com/a.mp3?x=1#t=1.5,1.8');
    expect(linkTo('https://www.youtube.com/watch?v=abc')).toBe('https://www.youtube.com/watch?v=abc&t=1s');
    expect(linkTo('call.mp3')).toBeUndefined();
  });
});

describe('redactEntities', () => {
  const source: Transcript = {
    ...wildfires,
    ...fixture('transcript-response-entity-detection'),
    ...fixture('transcript-response-auto-chapters'),
    id: 't-1',
    language_code: 'en_us',
  };

  it('masks entities in every format', () => {
    const masked = redactEntities(source);
    for (const { id, render } of FORMATS) {
      expect(render(masked), id).not.toMatch(/de Carlo|Maryland|Johns Hopkins/);
    }
    expect(masked.text).toContain('so we called [PERSON_NAME], an [OCCUPATION]');
    expect(masked.utterances![0]!.text).toContain('so we called [PERSON_NAME], an [OCCUPATION]');
    expect(masked.words!.map(({ text }) => text)).toContain('[PERSON_NAME],');
  });

  it('does not change the original, IDs, links and settings', () => {
    const before = JSON.stringify(source);
    const masked = redactEntities(source);
    expect(JSON.stringify(source)).toBe(before);
    expect([masked.id, masked.audio_url, masked.language_code]).toEqual([source.id, source.audio_url, 'en_us']);
  });

  it('masks only the given types with the given mask', () => {
    const masked = redactEntities(source, { entityTypes: ['person_name'], mask: () => '***' });
    expect(masked.text).toContain('so we called ***, an associate');
    expect(masked.text).toContain('Maryland');
  });

  it('returns the transcript if nothing is detected', () => {
    expect(redactEntities(wildfires)).toBe(wildfires);
  });
});

describe('share links', () => {
  it.each([
    [
      'https://drive.google.com/file/d/1AbC-d_9/view?usp=sharing',
      'https://drive.google.com/uc?export=download&id=1AbC-d_9',
    ],
    ['https://drive.google.com/open?id=1AbC', 'https://drive.google.com/uc?export=download&id=1AbC'],
    [
      'https://drive.google.com/file/d/1AbC/view?resourcekey=0-x',
      'https://drive.google.com/uc?export=download&id=1AbC&resourcekey=0-x',
    ],
    ['https://www.dropbox.com/s/abc/a.mp3?dl=0', 'https://www.dropbox.com/s/abc/a.mp3?dl=1'],
    ['https://www.dropbox.com/scl/fi/abc/a.mp3?rlkey=k&raw=1', 'https://www.dropbox.com/scl/fi/abc/a.mp3?rlkey=k&dl=1'],
    [
      'https://github.com/owner/repo/blob/main/audio/a%20b.wav?raw=true',
      'https://raw.githubusercontent.com/owner/repo/main/audio/a%20b.wav',
    ],
  ])('%s becomes a direct link', (share, direct) => {
    expect(normalizeSourceUrl(share)).toBe(direct);
    expect(normalizeSourceUrl(new URL(share))).toBe(direct);
    expect(normalizeSourceUrl(direct)).toBe(direct);
  });

  it.each([
    'https://example.com/a.mp3?dl=0',
    'https://drive.google.com/drive/folders/1AbC',
    'https://www.dropbox.com/scl/fo/abc/x?rlkey=k',
    'https://github.com/owner/repo',
    'https://github.com/owner/repo/blob/main',
    'https://drive.google.com.evil.example/file/d/1/view',
    'gs://bucket/a.wav',
    'call.wav',
    '',
  ])('%s is unchanged', (link) => {
    expect(normalizeSourceUrl(` ${link}\n`)).toBe(link);
  });

  it('never throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withFragments: true, withQueryParameters: true })), (text) => {
        expect(normalizeSourceUrl(text)).toBe(text.trim());
      }),
    );
  });
});
