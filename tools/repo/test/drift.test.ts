import { describe, expect, it } from 'vitest';
import { ENTRIES, type Field, type Fields, findEntry, transcriptParams } from '@aai-connectors/core';
import { deadOptionsOf, drift } from '../drift/compare.ts';
import { actionItemsSpec, languagesSpec, lemurSpec, listSpec, newer, transcriptSpec } from '../drift/descriptions.ts';

const paramsOf = (id: string): Fields => findEntry(id)!.params;

/** Differences on purpose, each with its reason. One that is no longer there fails, too. */
const ON_PURPOSE: Readonly<Record<string, string>> = {
  'other maximum: speakers_expected, 10 in the description':
    'documented in 2025 only (rest-supplement.md S-12); more than 10 gets a warning',
  'other default: speaker_options.max_speakers_expected, 10 in the description':
    'today it depends on the length of the recording (newer.md 2), so no number would be true',
  'unknown parameter: speech_understanding.request.speaker_identification.speakers[].company':
    'any property is allowed there; this one is in the example of llm-gateway.md 3',
  'unknown parameter: speech_understanding.request.speaker_identification.speakers[].title':
    'any property is allowed there; this one is in the example of llm-gateway.md 3',
};

const LEMUR_ON_PURPOSE: Readonly<Record<string, string>> = {
  'other maximum: max_output_size, 64000 in the description': 'it depends on the model: a rule knows each',
  'other maximum: max_output_size, 4000 in the description': 'it depends on the model: a rule knows each',
  'other default: final_model, "default" in the description': 'a name of 2023 that the LLM Gateway does not know',
};

const unexplained = (lines: readonly string[], reasons: Readonly<Record<string, string>>): string[] =>
  lines.filter((line) => !(line in reasons));

describe('the catalogue and the descriptions of the API', () => {
  it('agree on the parameters of a transcription', () => {
    const lines = drift(transcriptParams, transcriptSpec);
    expect(unexplained(lines, ON_PURPOSE)).toEqual([]);
    expect(Object.keys(ON_PURPOSE).filter((line) => !lines.includes(line))).toEqual([]);
  });

  it('agree on the filters of the list', () => {
    expect(drift(paramsOf('list_transcripts'), listSpec)).toEqual([]);
  });

  it('agree on LeMUR', () => {
    const lines = [
      ...drift(paramsOf('lemur_task'), lemurSpec('task', 'LemurTaskParams')),
      ...drift(paramsOf('lemur_summary'), lemurSpec('summary', 'LemurSummaryParams')),
      ...drift(paramsOf('lemur_question_answer'), lemurSpec('question-answer', 'LemurQuestionAnswerParams')),
      ...drift(paramsOf('lemur_purge'), lemurSpec('purge')),
    ];
    expect(unexplained(lines, LEMUR_ON_PURPOSE)).toEqual([]);
    expect(Object.keys(LEMUR_ON_PURPOSE).filter((line) => !lines.includes(line))).toEqual([]);
  });

  it('agree on the parameters of the action items of before', () => {
    const own = paramsOf('lemur_action_items');
    const lacking = actionItemsSpec.filter(({ path }) => !(path in own)).map(({ path }) => path);
    expect(lacking).toEqual([]);
  });

  it('agree on the languages of each feature', () => {
    const fields: Fields = transcriptParams;
    expect(languagesSpec.length).toBeGreaterThan(8);
    for (const [name, codes] of languagesSpec) {
      expect([...(fields[name]?.languages ?? [])].sort(), name).toEqual([...codes].sort());
    }
  });

  it('offer no dead value anywhere without saying so', () => {
    const dead = ENTRIES.flatMap(({ id, params }) =>
      Object.entries(params).flatMap(([key, field]) =>
        deadOptionsOf(field.at ?? key, field).map((value) => `${id}: ${key}=${value}`),
      ),
    );
    expect(dead).toEqual([]);
  });

  it('reads something from every description', () => {
    const count = (source: string): number => transcriptSpec.filter((one) => one.source === source).length;
    expect(count('params.json')).toBeGreaterThan(40);
    expect(count('params-supplement.json')).toBeGreaterThan(30);
    expect(count('openapi.json')).toBeGreaterThan(60);
    expect(count('newer.json')).toBe(newer.parameters.length);
    expect(transcriptSpec.find(({ path }) => path === 'redact_pii_policies')?.values).toHaveLength(36);
  });
});

describe('the comparison notices', () => {
  const without = (key: string): Fields =>
    Object.fromEntries(Object.entries(transcriptParams).filter(([name]) => name !== key));
  const withField = (key: keyof typeof transcriptParams, changes: object): Fields => ({
    ...transcriptParams,
    [key]: { ...transcriptParams[key], ...changes } as Field,
  });
  const newLines = (fields: Fields): string[] => unexplained(drift(fields, transcriptSpec), ON_PURPOSE);

  it.each([
    ['a documented parameter that is missing', without('disfluencies'), 'missing parameter: disfluencies'],
    ['a newer parameter that is missing', without('domain'), 'missing parameter: domain'],
    [
      'a nested parameter that is missing',
      without('force_translation'),
      'missing parameter: speech_understanding.request.translation.force_translation',
    ],
    [
      'a parameter that nobody knows',
      { ...transcriptParams, speaker_label: transcriptParams.speaker_labels },
      'unknown parameter: speaker_label',
    ],
    [
      'a value that is missing',
      withField('redact_pii_sub', { options: [{ value: 'hash', label: 'Hash Signs' }] }),
      'missing value: redact_pii_sub=entity_name',
    ],
    [
      'a value that nobody knows',
      withField('redact_pii_audio_quality', {
        options: [...transcriptParams.redact_pii_audio_quality.options, { value: 'ogg', label: 'OGG' }],
      }),
      'unknown value: redact_pii_audio_quality=ogg',
    ],
    [
      'a dead parameter that looks alive',
      withField('speech_model', { status: 'current' }),
      'dead parameter without a mark: speech_model',
    ],
    [
      'a dead parameter of the description of 2026',
      withField('topics', { status: 'current' }),
      'dead parameter without a mark: topics',
    ],
    [
      'a dead value that looks alive',
      withField('speech_models', { options: [{ value: 'universal-3-pro', label: 'Universal-3 Pro' }] }),
      'dead value without a mark: speech_models=universal-3-pro',
    ],
    [
      'another limit',
      withField('content_safety_confidence', { min: 0 }),
      'other minimum: content_safety_confidence, 25 in the description',
    ],
    [
      'another default',
      withField('punctuate', { serverDefault: false }),
      'other default: punctuate, true in the description',
    ],
    ['what is required', withField('audio_url', { required: false }), 'not required: audio_url'],
  ])('%s', (_, fields, line) => {
    expect(newLines(fields)).toContain(line);
  });

  it("takes what is newer than the descriptions from the vendor's own page, and from no other", () => {
    const PAGE = 'https://www.assemblyai.com/docs/speech-to-text/new';
    const quality = transcriptParams.redact_pii_audio_quality;
    const fieldsFrom = (source: string): Fields => ({
      ...transcriptParams,
      new_parameter: { ...transcriptParams.disfluencies, source },
      redact_pii_audio_quality: { ...quality, options: [...quality.options, { value: 'ogg', label: 'OGG', source }] },
    });
    expect(newLines(fieldsFrom(PAGE))).toEqual([]);
    expect(newLines(fieldsFrom('https://example.com/docs/new'))).toEqual([
      'unknown value: redact_pii_audio_quality=ogg',
      'unknown parameter: new_parameter',
    ]);
  });
});
