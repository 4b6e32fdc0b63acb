import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BadInputError,
  bodyOf,
  checkStreamingParams,
  checkTranscriptParams,
  type Field,
  type Fields,
  optionsOf,
  type Problem,
  streamingParams,
  transcriptParams,
} from '../../src/index.ts';
import { isTypo, nearest } from '../../src/catalogue/kit/reading/nearest.ts';
import { noFindings } from '../../src/catalogue/kit/reading/findings.ts';
import { checkNames } from '../../src/catalogue/kit/unknown.ts';

const AUDIO = { audio_url: 'https://example.com/a.mp3' };

const check = (body: object): { readonly refused: readonly Problem[]; readonly warned: readonly Problem[] } => {
  try {
    return { refused: [], warned: checkTranscriptParams({ ...AUDIO, ...body }) };
  } catch (thrown) {
    if (thrown instanceof BadInputError) return { refused: thrown.problems, warned: [] };
    throw thrown;
  }
};

describe('a misspelled or misplaced parameter', () => {
  it.each<[object, string, string]>([
    [{ speaker_lables: true }, 'speaker_lables', 'speaker_labels'],
    [{ speaker_label: true }, 'speaker_label', 'speaker_labels'],
    [{ speakerLabels: true }, 'speakerLabels', 'speaker_labels'],
    [{ 'speaker-labels': true }, 'speaker-labels', 'speaker_labels'],
    [{ speakers_labels: true }, 'speakers_labels', 'speaker_labels'],
    [{ punctate: true }, 'punctate', 'punctuate'],
    [{ langauge_code: 'en' }, 'langauge_code', 'language_code'],
    [{ languagecode: 'en' }, 'languagecode', 'language_code'],
    [{ webhookUrl: 'https://a.example' }, 'webhookUrl', 'webhook_url'],
    [{ auto_chapter: true }, 'auto_chapter', 'auto_chapters'],
    [{ multi_channel: true }, 'multi_channel', 'multichannel'],
    [{ keyterm_prompt: ['a'] }, 'keyterm_prompt', 'keyterms_prompt'],
    [{ custom_spellings: [{ from: ['a'], to: 'b' }] }, 'custom_spellings', 'custom_spelling'],
    [{ speaker_option: { min_speakers_expected: 2 } }, 'speaker_option', 'speaker_options'],
    [
      { speaker_options: { min_speaker_expected: 2 } },
      'speaker_options.min_speaker_expected',
      'speaker_options.min_speakers_expected',
    ],
    [
      { speech_understanding: { request: { translaton: { target_languages: ['es'] } } } },
      'speech_understanding.request.translaton',
      'speech_understanding.request.translation',
    ],
    [{ speaker_lables: null }, 'speaker_lables', 'speaker_labels'],
  ])('is rejected with the known name: %j', (body, field, like) => {
    expect(check(body).refused).toContainEqual({
      field,
      message: `There is no parameter ${field}. Did you mean ${like}?`,
    });
  });

  it.each<[object, string, string]>([
    [{ min_speakers_expected: 2 }, 'min_speakers_expected', 'speaker_options.min_speakers_expected'],
    [{ target_languages: ['es'] }, 'target_languages', 'speech_understanding.request.translation.target_languages'],
    [{ translation_formal: true }, 'translation_formal', 'speech_understanding.request.translation.formal'],
  ])('is rejected outside its object: %j', (body, field, place) => {
    expect(check(body).refused).toContainEqual({
      field,
      message: `${field} is not a top-level parameter. Set ${place} instead.`,
    });
  });

  it('is rejected for live transcription too', () => {
    expect(() => checkStreamingParams({ sample_rate: 16_000, format_turn: true })).toThrow(
      'There is no parameter format_turn. Did you mean format_turns?',
    );
  });
});

function exampleValue(field: Field): unknown {
  switch (field.kind) {
    case 'number':
      return field.min ?? 1;
    case 'flag':
      return true;
    case 'choices':
    case 'terms':
    case 'rows':
      return [{ label: 'a', terms: ['b'] }];
    case 'json':
      return {};
    default:
      return optionsOf(field)[0]?.value ?? 'text';
  }
}

describe('an unknown parameter', () => {
  it('is sent with a warning', () => {
    expect(check({ brand_new: { a: 1 }, speech_understanding: { request: { poem: {} } } })).toEqual({
      refused: [],
      warned: [
        { field: 'brand_new', message: 'brand_new is not a known parameter. It is sent unchanged.' },
        {
          field: 'speech_understanding.request.poem',
          message: 'speech_understanding.request.poem is not a known parameter. It is sent unchanged.',
        },
      ],
    });
  });

  it('is sent if its name is similar to a known one but its value has another shape', () => {
    expect(check({ language_code: 'en', speaker_label: ['A'] })).toEqual({
      refused: [],
      warned: [
        {
          field: 'speaker_label',
          message: 'speaker_label is not a known parameter. It is sent unchanged. Did you mean speaker_labels?',
        },
      ],
    });
  });

  it('causes no warning if it is undefined, because it is not sent', () => {
    expect(check({ speaker_lables: undefined, brand_new: undefined })).toEqual({ refused: [], warned: [] });
  });

  /** Parameters that the vendor added after mid-2025, each checked by a catalogue without it. */
  const added = (fields: Fields): string[] =>
    Object.entries(fields).flatMap(([key, { source }]) => (/newer|https:/.test(source) ? [key] : []));

  it.each([
    ['transcription', transcriptParams, 30],
    ['live transcription', streamingParams, 6],
  ] as [string, Fields, number][])('that the vendor added would have been sent: %s', (_, fields, atLeast) => {
    const keys = added(fields);
    expect(keys.length).toBeGreaterThanOrEqual(atLeast);
    const refused = keys.filter((key) => {
      const { [key]: field, ...earlier } = fields;
      const body = bodyOf({ [key]: field! }, { [key]: exampleValue(field!) });
      const findings = noFindings();
      checkNames(earlier, body, findings);
      return findings.problems.length > 0;
    });
    expect(refused).toEqual([]);
  });

  it('never makes the check throw another error', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
        const { refused, warned } = check(body);
        for (const { message } of [...refused, ...warned]) expect(message.length).toBeLessThan(400);
      }),
    );
  });
});

describe('nearest and isTypo', () => {
  it('count a swap, an addition, a removal or a change as one typo each', () => {
    for (const word of ['abdc', 'abc', 'abcde', 'abxd']) expect(nearest(word, ['abcd'])).toBe('abcd');
    for (const word of ['badc', 'ab', 'axxd']) expect(nearest(word, ['abcd'])).toBeUndefined();
  });

  it.each([
    ['speaker_lables', 'speaker_labels', true],
    ['speakerlabels', 'speaker_labels', true],
    ['min_turn_silence', 'max_turn_silence', false],
    ['summary_tone', 'summary_type', false],
    ['top_k', 'top_p', false],
    ['audio_end_by', 'audio_end_at', false],
    ['language_confidence', 'language_code', false],
  ])('%s is a typo of %s: %s', (wanted, name, expected) => {
    expect(isTypo(wanted, name)).toBe(expected);
  });

  it('ignore case and separators', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{2,6}$/), { minLength: 1, maxLength: 4 }), (words) => {
        const name = words.join('_');
        const camel = words.map((word, at) => (at === 0 ? word : word[0]!.toUpperCase() + word.slice(1))).join('');
        expect(nearest(camel, [`x${name}`, name])).toBe(name);
        expect(nearest(name.toUpperCase(), [`x${name}`, name])).toBe(name);
      }),
    );
  });
});
