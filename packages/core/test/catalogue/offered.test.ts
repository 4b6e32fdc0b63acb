import { describe, expect, it } from 'vitest';
import {
  ENTRIES,
  type Field,
  type Fields,
  findEntry,
  formCondition,
  formFields,
  holds,
  isOffered,
  optionsOf,
  prominenceOf,
  readInput,
} from '../../src/index.ts';
import { everyField } from './support.ts';

const transcribe = findEntry('transcribe')!;
const form = formFields(transcribe.params);
const AUDIO = { audio_url: 'https://example.com/a.mp3' };

describe('the fields that forms offer', () => {
  it('are current, with current options', () => {
    const dead = ENTRIES.filter(isOffered).flatMap(({ id, params }) =>
      everyField(formFields(params)).flatMap(([name, field]: readonly [string, Field, Fields]) =>
        [field, ...optionsOf(field)]
          .filter(({ status = 'current' }) => status !== 'current')
          .map(() => `${id}: ${name}`),
      ),
    );
    expect(dead).toEqual([]);
    expect(Object.keys(form)).not.toContain('word_boost');
    expect(Object.keys(transcribe.params)).toContain('word_boost');
  });

  it('of Transcribe show the audio, the language and the speaker labels first', () => {
    const essential = Object.entries(form).filter(([, field]) => prominenceOf(field) === 'essential');
    expect(essential.map(([key]) => key)).toEqual(['audio_url', 'language_code', 'speaker_labels']);
  });

  it('depend only on fields of the same form', () => {
    const lost = ENTRIES.filter(isOffered).flatMap(({ id, params }) => {
      const fields = formFields(params);
      return Object.entries(fields).flatMap(([key, { showWhen = {} }]) =>
        Object.keys(showWhen)
          .filter((other) => fields[other] === undefined)
          .map((other) => `${id}: ${key} needs ${other}`),
      );
    });
    expect(lost).toEqual([]);
  });

  it('appear in the order of how often an operation is needed', () => {
    const ranks = ENTRIES.map(({ prominence = 'common' }) => ['essential', 'common', 'rare'].indexOf(prominence));
    expect(ranks).toEqual([...ranks].sort());
    expect(ENTRIES[0]).toBe(transcribe);
  });
});

describe('a shortcut', () => {
  it('is offered before the options, in place of the field it answers', () => {
    expect(optionsOf(form['language_code']!)[0]).toMatchObject({ value: 'auto', label: 'Detect Automatically' });
    expect(Object.keys(form)).not.toContain('language_detection');
  });

  it('answers the other field, and nothing is sent for its own', () => {
    const { input } = readInput(transcribe, { ...AUDIO, language_code: 'auto', expected_languages: 'en, de' });
    expect(input).toEqual({ ...AUDIO, language_detection: true, expected_languages: ['en', 'de'] });
  });

  it('leaves other answers of its field alone', () => {
    expect(readInput(transcribe, { ...AUDIO, language_code: 'es' }).input).toEqual({ ...AUDIO, language_code: 'es' });
  });

  it('shows what depends on the field it answers', () => {
    const { showWhen } = form['expected_languages']!;
    expect(showWhen).toEqual({ language_code: 'auto' });
    expect(holds(showWhen, { language_code: 'auto' }, form)).toBe(true);
    expect(holds(showWhen, { language_code: 'es' }, form)).toBe(false);
    expect(formCondition({ speaker_labels: true }, transcribe.params)).toEqual({ speaker_labels: true });
  });
});
