import { describe, expect, it } from 'vitest';
import {
  ENTRIES,
  type Field,
  type Fields,
  findEntry,
  lemurSummaryParams,
  transcriptParams,
} from '@aai-connectors/core';
import { deadOptionsOf, drift } from '../drift/compare.ts';
import { COMPARISONS } from '../drift/comparisons.ts';
import { actionItemsSpec, languagesSpec, lemurSpec, newer, transcriptSpec } from '../drift/descriptions.ts';
import { unexplained } from '../drift/reasons.ts';
import { SDK_VERSION } from '../drift/sdk.ts';

const paramsOf = (id: string): Fields => findEntry(id)!.params;

describe('the catalogue and the descriptions of the API', () => {
  it.each(COMPARISONS.map(({ name, ...comparison }) => [name, comparison] as const))(
    'agree on %s, or say why not',
    (name, { fields, spec }) => {
      expect(unexplained(name, drift(fields, spec))).toEqual([]);
    },
  );

  it('agree on LeMUR', () => {
    const lines = [
      ...drift(paramsOf('lemur_task'), lemurSpec('task', 'LemurTaskParams')),
      ...drift(lemurSummaryParams, lemurSpec('summary', 'LemurSummaryParams')),
      ...drift(paramsOf('lemur_question_answer'), lemurSpec('question-answer', 'LemurQuestionAnswerParams')),
      ...drift(paramsOf('lemur_purge'), lemurSpec('purge')),
    ];
    expect(unexplained('lemur', lines)).toEqual([]);
  });

  it('agree on the parameters of LeMUR action items', () => {
    const lacking = actionItemsSpec.filter(({ path }) => !(path in lemurSummaryParams)).map(({ path }) => path);
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
    const ofSdk = COMPARISONS.flatMap(({ spec }) => spec).filter(
      ({ source }) => source === `assemblyai ${SDK_VERSION}`,
    );
    expect(ofSdk.length).toBeGreaterThan(150);
    const live = COMPARISONS.find(({ name }) => name === 'live transcription')!.spec;
    expect(live.filter(({ source }) => source === 'usm-streaming.yml').length).toBeGreaterThan(12);
    expect(live.filter(({ source }) => source === 'usm-streaming-u3-pro.yml').length).toBeGreaterThan(8);
    expect(ofSdk).toContainEqual(expect.objectContaining({ path: 'voice_focus', values: ['near-field', 'far-field'] }));
    expect(transcriptSpec.find(({ path }) => path === 'redact_pii_policies')?.values).toHaveLength(36);
  });
});

describe('a reason', () => {
  it('covers its own difference, and fails when that is gone', () => {
    const line = 'missing parameter: stream';
    const choice = 'missing parameter: tool_choice.type';
    expect(unexplained('chat', [line, choice])).toEqual([]);
    expect(unexplained('chat', [line, choice, 'missing parameter: streams'])).toEqual(['missing parameter: streams']);
    expect(unexplained('chat', [line])).toEqual(['no longer there: missing parameter: tool_choice*']);
  });
});

describe('the comparison notices', () => {
  const without = (key: string): Fields =>
    Object.fromEntries(Object.entries(transcriptParams).filter(([name]) => name !== key));
  const withField = (key: keyof typeof transcriptParams, changes: object): Fields => ({
    ...transcriptParams,
    [key]: { ...transcriptParams[key], ...changes } as Field,
  });
  const known = new Set(drift(transcriptParams, transcriptSpec));
  const newLines = (fields: Fields): string[] => drift(fields, transcriptSpec).filter((line) => !known.has(line));

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
