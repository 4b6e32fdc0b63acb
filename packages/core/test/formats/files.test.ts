import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesOf, FORMATS, passagesOf, type Transcript, translatedInto, translationsOf } from '../../src/index.ts';

const spoken = (text: string, start: number, end: number, translated_texts?: Record<string, string>) => ({
  speaker: 'A',
  text,
  start,
  end,
  confidence: 1,
  words: text.split(' ').map((word, index, all) => ({
    text: word,
    start: start + ((end - start) * index) / all.length,
    end: start + ((end - start) * (index + 1)) / all.length,
    confidence: 1,
    speaker: 'A',
  })),
  ...(translated_texts && { translated_texts }),
});

const deleted: Transcript = {
  id: 't-1',
  status: 'completed',
  audio_url: 'http://deleted_by_user',
  text: 'Deleted by user.',
};

const transcript: Transcript = {
  id: 'b4c2e3a0-7f9d-4b43-9b2f-111111111111',
  status: 'completed',
  audio_url: 'https://example.com/talk.mp3',
  text: 'Good morning. Thank you.',
  words: [],
  utterances: [
    spoken('Good morning.', 0, 1000, { de: 'Guten Morgen.', 'pt-br': 'Bom dia.' }),
    spoken('Thank you.', 2000, 3000, { de: 'Danke schön.' }),
  ],
  translated_texts: { de: 'Guten Morgen. Danke schön.' },
};

describe('filesOf', () => {
  it('writes the same captions in every language', () => {
    const files = filesOf(transcript, ['srt', 'json']);
    expect(files.map(({ key, name }) => [key, name])).toEqual([
      ['srt', 'talk.srt'],
      ['srt_de', 'talk.de.srt'],
      ['srt_pt-br', 'talk.pt-br.srt'],
      ['json', 'talk.json'],
    ]);
    expect(files[1]!.text).toBe(
      '1\n00:00:00,000 --> 00:00:01,000\nGuten Morgen.\n\n2\n00:00:02,000 --> 00:00:03,000\nDanke schön.\n',
    );
    expect(files[2]!.text).toContain('Bom dia.');
    expect(files[2]!.text).toContain('Thank you.');
  });

  it('uses the given name and ignores unknown formats', () => {
    expect(filesOf(transcript, ['vhs', 'plain'], { name: 'call' }).map(({ name }) => name)).toEqual([
      'call.txt',
      'call.de.txt',
      'call.pt-br.txt',
    ]);
  });

  it('writes one file per format without translations', () => {
    const untranslated = { ...transcript, utterances: [spoken('Hello.', 0, 500)], translated_texts: null };
    const ids = FORMATS.map(({ id }) => id);
    expect(filesOf(untranslated, ids).map(({ key }) => key)).toEqual(ids);
  });
});

describe('a translated transcript', () => {
  it('has the whole translation as its text, or the text of its utterances', () => {
    expect(translatedInto(transcript, 'de').text).toBe('Guten Morgen. Danke schön.');
    expect(translatedInto(transcript, 'pt-br').text).toBe('Bom dia. Thank you.');
  });

  it('accepts fields of any type', () => {
    const anything = fc.oneof(
      fc.constant(null),
      fc.string(),
      fc.array(fc.anything()),
      fc.dictionary(fc.string(), fc.string()),
    );
    fc.assert(
      fc.property(anything, anything, (utterances, translated_texts) => {
        const odd = { ...transcript, utterances, translated_texts } as unknown as Transcript;
        for (const language of [...translationsOf(odd), 'de']) expect(translatedInto(odd, language).id).toBe(odd.id);
      }),
    );
  });
});

describe('a deleted transcript', () => {
  it.each(FORMATS.map(({ id }) => id))('causes an error for %s', (id) => {
    expect(() => filesOf(deleted, [id])).toThrow(
      expect.objectContaining({ code: 'not_found', transcriptId: 't-1', message: expect.stringContaining('deleted') }),
    );
  });

  it('causes an error for passages', () => {
    expect(() => passagesOf(deleted, 'text')).toThrow(expect.objectContaining({ code: 'not_found' }));
  });
});
