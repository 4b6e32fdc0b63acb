import { type AnyEntry, ENTRIES, type Fields, findEntry, formFields, GROUPS } from '@aai-connectors/core';
import { describe, expect, it } from 'vitest';
import { jobOf } from '../src/actions/job.ts';
import type { AnyJob } from '../src/core.ts';
import type { FormPart, InputField } from '../src/form.ts';
import { formOf, groupsOf } from '../src/layout.ts';
import { fieldsOf as hostFields } from '../src/media.ts';

type Answers = Record<string, unknown>;

const shownBy = (parts: readonly FormPart[], inputData: Answers): InputField[] =>
  parts.flatMap((part) => (typeof part === 'function' ? part({} as never, { inputData } as never) : [part]));

/** The form as it is shown for these answers. */
const fieldsOf = (entry: AnyEntry, inputData: Answers = {}): InputField[] => shownBy(formOf(entry), inputData);
const keysOf = (entry: AnyEntry, inputData: Answers = {}): string[] => fieldsOf(entry, inputData).map(({ key }) => key);

/** The form of Transcribe Audio with the app's own fields. */
const transcribe = (inputData: Answers = {}): string[] => {
  const { operation } = jobOf(findEntry('transcribe') as AnyJob) as unknown as {
    operation: { inputFields: readonly FormPart[] };
  };
  return shownBy(operation.inputFields, inputData).map(({ key }) => key);
};

/** An entry with these fields and nothing else. */
const entryWith = (params: Fields): AnyEntry => ({ ...findEntry('get_transcript')!, params });
const words = { label: 'Thing', help: 'A thing.', source: 'test' };
const rare = (count: number, more: object = {}): Fields =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`rare_${at}`, { kind: 'text', group: 'privacy', ...words, ...more }]),
  );

describe('A form', () => {
  it('is empty for an entry without fields', () => {
    expect(fieldsOf(entryWith({}))).toEqual([]);
  });

  it('asks required fields first, then by prominence', () => {
    const entry = entryWith({
      rare: { kind: 'text', ...words },
      common: { kind: 'text', ...words, prominence: 'common' },
      essential: { kind: 'text', ...words, prominence: 'essential' },
      required: { kind: 'text', ...words, required: true },
    });
    expect(keysOf(entry)).toEqual(['required', 'essential', 'common', 'rare']);
  });

  it('shows a dependent field with its switch, directly after it', () => {
    const entry = entryWith({
      on: { kind: 'flag', ...words },
      late: { kind: 'text', ...words },
      count: { kind: 'number', ...words, showWhen: { on: true } },
      deep: { kind: 'number', ...words, showWhen: { on: true, count: 2 } },
    });
    const marks = fieldsOf(entry).map(({ key, altersDynamicFields }) => [key, altersDynamicFields]);
    expect(marks).toEqual([
      ['on', true],
      ['late', undefined],
    ]);
    expect(keysOf(entry, { on: 'true' })).toEqual(['on', 'count', 'late']);
    expect(keysOf(entry, { on: true, count: '2' })).toEqual(['on', 'count', 'deep', 'late']);
    expect(keysOf(entry, { on: false, count: 2 })).toEqual(['on', 'late']);
  });

  it('asks the required dependents of a switch first', () => {
    const entry = entryWith({
      on: { kind: 'flag', ...words },
      common: { kind: 'text', ...words, prominence: 'common', showWhen: { on: true } },
      required: { kind: 'text', ...words, required: true, showWhen: { on: true } },
    });
    expect(keysOf(entry, { on: true })).toEqual(['on', 'required', 'common']);
  });

  it('shows a dependent field while its switch is mapped from an earlier step', () => {
    const entry = entryWith({
      on: { kind: 'flag', ...words },
      count: { kind: 'number', ...words, showWhen: { on: true } },
    });
    expect(keysOf(entry, { on: '{{123__is_call}}' })).toEqual(['on', 'count']);
  });

  it.each([
    [12, false],
    [13, true],
  ])('of %i fields has topics: %s', (count, hasTopics) => {
    const entry = entryWith(rare(count));
    expect(keysOf(entry).includes('more_settings')).toBe(hasTopics);
    expect(keysOf(entry, { more_settings: ['privacy'] }).filter((key) => key !== 'more_settings')).toHaveLength(count);
  });

  it('offers only topics that have fields', () => {
    const [more] = fieldsOf(entryWith(rare(13)));
    expect(more).toMatchObject({ key: 'more_settings', list: true, altersDynamicFields: true });
    expect(more!.choices).toEqual([{ value: 'privacy', sample: 'privacy', label: GROUPS.privacy.label }]);
    expect(groupsOf(entryWith(rare(13)))).toEqual([
      { key: 'primary' },
      { key: 'privacy', label: GROUPS.privacy.label },
    ]);
  });

  it('asks the common fields of a topic before the rare ones', () => {
    const entry = entryWith({
      ...rare(12),
      common: { kind: 'text', group: 'privacy', prominence: 'common', ...words },
    });
    expect(keysOf(entry, { more_settings: ['privacy'] }).slice(0, 2)).toEqual(['more_settings', 'common']);
  });

  it.each(ENTRIES.map((entry) => [entry.id, entry] as const))('of %s can show every offered field once', (_, entry) => {
    const fields = formFields(entry.params);
    const switches = Object.values(fields)
      .flatMap(({ showWhen = {} }) => Object.entries(showWhen))
      .map(([key, value]) => [key, [value].flat()[0]] as const);
    const more_settings = Object.keys(GROUPS);
    const everything = { ...Object.fromEntries(switches), wait: 'false', more_settings };
    const shown = fieldsOf(entry, everything);
    const keys = new Set([...shown, ...fieldsOf(entry, { wait: 'false', more_settings })].map(({ key }) => key));
    keys.delete('more_settings');
    const offered = Object.entries(fields).flatMap(([key, field]) => hostFields(key, field));
    expect([...keys].sort()).toEqual(offered.map(({ key }) => key).sort());
    expect(new Set(shown.map(({ key }) => key)).size).toBe(shown.length);
    const groups = groupsOf(entry).map(({ key }) => key);
    expect(shown.filter(({ group }) => !groups.includes(group!))).toEqual([]);
  });
});

describe('The form of Transcribe Audio', () => {
  it('asks at most 8 fields at first sight', () => {
    expect(transcribe()).toEqual([
      'audio_file',
      'audio_url',
      'wait',
      'language_code',
      'speaker_labels',
      'files',
      'follow_up_prompt',
      'more_settings',
    ]);
  });

  it('asks the number of speakers with Speaker Labels, and its rare details under their topic', () => {
    const keys = transcribe({ speaker_labels: 'true' });
    expect(keys[keys.indexOf('speaker_labels') + 1]).toBe('speakers_expected');
    expect(keys).not.toContain('min_speakers_expected');
    expect(transcribe({ speaker_labels: 'true', more_settings: ['speakers'] })).toContain('min_speakers_expected');
    expect(transcribe({ more_settings: ['speakers'] })).not.toContain('min_speakers_expected');
  });

  it('asks about delivery only if the step does not wait', () => {
    const delivery = ['webhook_url', 'webhook_auth_header_name', 'webhook_auth_header_value'];
    const everyTopic = { more_settings: Object.keys(GROUPS) };
    expect(transcribe(everyTopic).filter((key) => delivery.includes(key))).toEqual([]);
    expect(transcribe({ ...everyTopic, wait: 'false' }).slice(2, 6)).toEqual(['wait', ...delivery]);
  });

  it('asks for the language model once there is a question', () => {
    expect(transcribe({ follow_up_prompt: ' ' })).not.toContain('follow_up_model');
    const keys = transcribe({ follow_up_prompt: 'What was decided?' });
    expect(keys[keys.indexOf('follow_up_prompt') + 1]).toBe('follow_up_model');
  });

  it('asks details of language detection once it is chosen', () => {
    const topic = { more_settings: ['language'] };
    expect(transcribe(topic)).not.toContain('expected_languages');
    expect(transcribe({ ...topic, language_code: 'auto' })).toContain('expected_languages');
    expect(transcribe({ language_code: 'auto' })).not.toContain('expected_languages');
  });
});
