import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bodyOf, checkTranscriptParams, transcriptParams } from '../../src/index.ts';
import { answersIn } from '../../src/catalogue/kit/layout.ts';
import { AUDIO, transcribing } from './support.ts';

const FIXTURES = new URL('../fixtures/catalogue/', import.meta.url);
const bodyFor = (answers: object): Record<string, unknown> => {
  const { input, problems } = transcribing(answers);
  expect(problems).toEqual([]);
  return bodyOf(transcriptParams, input as Parameters<typeof bodyOf<typeof transcriptParams>>[1]);
};

describe('the request body', () => {
  it('contains only the fields that are set', () => {
    expect(bodyFor({})).toEqual(AUDIO);
  });

  it('nests parameters as the API does', () => {
    const body = bodyFor({
      speaker_labels: true,
      min_speakers_expected: 2,
      max_speakers_expected: 4,
      keyterms_prompt: ['wildfire'],
      keyterms_match_strength: 'high',
    });
    expect(body).toEqual({
      ...AUDIO,
      speaker_labels: true,
      speaker_options: { min_speakers_expected: 2, max_speakers_expected: 4 },
      keyterms_prompt: ['wildfire'],
      keyterms_prompt_options: { keyterms_match_strength: 'high' },
    });
  });

  it('turns a feature on with an object and off by omitting it', () => {
    const body = bodyFor({
      action_items: true,
      translation: false,
      understanding_summarization: true,
      understanding_summary_effort: 'low',
    });
    expect(body['speech_understanding']).toEqual({ request: { action_items: {}, summarization: { effort: 'low' } } });
    expect(bodyFor({ translation: false })).toEqual(AUDIO);
  });

  it('converts rows to a map and joins rows with the same name', () => {
    const rows = [
      { label: 'PROJECT', terms: ['Blue Falcon'] },
      { label: 'PROJECT', terms: 'Red Falcon' },
      { label: '__proto__', terms: ['x'] },
    ];
    const body = bodyFor({ redact_pii: true, redact_pii_policies: ['date'], redact_static_entities: rows });
    expect(JSON.stringify(body['redact_static_entities'])).toBe(
      '{"PROJECT":["Blue Falcon","Red Falcon"],"__proto__":["x"]}',
    );
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('merges additional parameters last, without losing sibling parameters', () => {
    const body = bodyFor({
      translation: true,
      target_languages: 'es',
      punctuate: true,
      additional_params: '{"punctuate": false, "new": [1], "speech_understanding": {"request": {"poem": {}}}}',
    });
    expect(body).toEqual({
      ...AUDIO,
      punctuate: false,
      new: [1],
      speech_understanding: { request: { translation: { target_languages: ['es'] }, poem: {} } },
    });
  });

  it('does not change prototypes', () => {
    const body = bodyFor({
      additional_params: '{"__proto__": {"polluted": true}, "speech_understanding": {"__proto__": {"polluted": true}}}',
    });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
  });

  const documented = readdirSync(FIXTURES).filter((name) => /^transcript-request-(?!options-)/.test(name));

  it('has documented bodies to compare', () => {
    expect(documented.length).toBeGreaterThan(25);
  });

  it.each(documented)('is unchanged after reading %s', (name) => {
    const printed = JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8')) as Record<string, unknown>;
    const answers = answersIn(transcriptParams, printed);
    const { input, problems } = transcribing(answers);
    expect(problems).toEqual([]);
    expect(bodyOf(transcriptParams, input as Parameters<typeof bodyOf<typeof transcriptParams>>[1])).toEqual({
      ...AUDIO,
      ...printed,
    });
  });
});

describe('checkTranscriptParams', () => {
  const check = (body: object, region?: 'us' | 'eu'): string[] =>
    checkTranscriptParams({ ...AUDIO, ...body }, region === undefined ? {} : { region }).map(({ message }) => message);

  it.each(readdirSync(FIXTURES).filter((name) => /^transcript-request-(?!options-)/.test(name)))(
    'accepts %s',
    (name) => {
      const printed = JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8')) as object;
      expect(() => check(printed)).not.toThrow();
    },
  );

  it('rejects the contradictory options in the documentation', () => {
    const printed = JSON.parse(
      readFileSync(new URL('transcript-request-options-contradictory-all-models.json', FIXTURES), 'utf8'),
    ) as object;
    expect(() => check(printed)).toThrow(/Choose auto_chapters or summarization, not both\./);
    expect(() => check(printed)).toThrow(/Choose at least one of the redact_pii_policies\./);
  });

  it('treats null as not set', () => {
    expect(check({ speech_threshold: null, summary_model: null })).toEqual([]);
  });

  it.each([
    [{ format_text: 'true' }, 'format_text must be true or false.'],
    [{ audio_end_at: '5' }, 'audio_end_at must be a number.'],
    [{ keyterms_prompt: 'a, b' }, 'keyterms_prompt must be a list of strings.'],
    [
      { redact_pii: true, redact_pii_policies: ['date'], redact_pii_sub: 'stars' },
      'redact_pii_sub must be hash or entity_name.',
    ],
    [
      { speech_understanding: { request: { translation: {} } } },
      'speech_understanding.request.translation.target_languages is missing.',
    ],
    [{ speaker_labels: true, multichannel: true }, 'Choose speaker_labels or multichannel, not both.'],
    [{ audio_url: '' }, 'audio_url is missing.'],
  ])('refuses %j', (body, message) => {
    expect(() => check(body)).toThrow(message);
  });

  it.each([
    [{ speakers_expected: 2 }, 'speakers_expected has no effect unless speaker_labels is true.'],
    [{ content_safety_confidence: 60 }, 'content_safety_confidence has no effect unless content_safety is true.'],
    [{ language_code: 'en-US' }, 'language_code: "en-US" is not a known value. Did you mean en_us?'],
    [
      { speech_models: ['universal-3-pro'] },
      'speech_models: universal-3-pro is deprecated. Some accounts receive an error. Use assemblyai-stt-3-7 instead.',
    ],
  ])('only warns of %j', (body, message) => {
    expect(check(body)).toContain(message);
  });

  it('checks the region', () => {
    const body = { redact_pii: true, redact_pii_policies: ['date'], redact_pii_audio: true };
    expect(check(body, 'us')).toEqual([]);
    expect(() => check(body, 'eu')).toThrow('redact_pii_audio is not available in the EU region. Remove it.');
  });
});
