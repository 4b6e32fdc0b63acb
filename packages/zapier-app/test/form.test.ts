import { type AnyEntry, ENTRIES, type Fields, findEntry } from '@aai-connectors/core';
import { describe, expect, it } from 'vitest';
import { fieldOf, formOf, groupsOf, type InputField } from '../src/form.ts';

/** The form as it is shown for these answers. */
const fieldsOf = (entry: AnyEntry, inputData: Record<string, unknown> = {}): InputField[] =>
  formOf(entry).flatMap((part) => (typeof part === 'function' ? part({} as never, { inputData } as never) : [part]));

/** An entry with these fields and nothing else. */
const entryWith = (params: Fields): AnyEntry => ({ ...findEntry('get_transcript')!, params });
const words = { label: 'Thing', help: 'A thing.', source: 'test' };

describe('a form of the app', () => {
  it('is empty for an entry without fields', () => {
    expect(fieldsOf(entryWith({}))).toEqual([]);
    expect(groupsOf(entryWith({}))).toEqual([]);
  });

  it.each([
    [{ kind: 'text' }, { type: 'string' }],
    [{ kind: 'text', multiline: true }, { type: 'text' }],
    [{ kind: 'text', secret: true }, { type: 'password' }],
    [{ kind: 'number' }, { type: 'number' }],
    [
      { kind: 'number', whole: true, default: 60 },
      { type: 'integer', default: '60' },
    ],
    [{ kind: 'flag' }, { type: 'boolean' }],
    [{ kind: 'choice', options: [{ value: 'x', label: 'X' }] }, { choices: [{ value: 'x', sample: 'x', label: 'X' }] }],
    [
      { kind: 'openChoice', options: [] },
      { type: 'string', choices: [] },
    ],
    [
      { kind: 'choices', options: [] },
      { list: true, choices: [] },
    ],
    [{ kind: 'terms' }, { type: 'string', list: true }],
    [{ kind: 'media' }, { type: 'file' }],
    [{ kind: 'json' }, { type: 'text' }],
  ] as const)('shows %j natively', (field, shown) => {
    expect(fieldOf('thing', { ...words, ...field } as never)).toMatchObject({ key: 'thing', label: 'Thing', ...shown });
  });

  it('shows rows as line items, without help, under keys that no other field has', () => {
    const field = fieldOf('thing', {
      kind: 'rows',
      ...words,
      columns: { c: { kind: 'text', ...words, label: 'Column' } },
    });
    expect(field).not.toHaveProperty('helpText');
    expect(field.children).toEqual([expect.objectContaining({ key: 'thing_c', label: 'Column' })]);
  });

  it('refreshes the form when something depends on an answer, and hides what does not apply', () => {
    const entry = entryWith({
      on: { kind: 'flag', ...words },
      late: { kind: 'text', ...words, required: true },
      count: { kind: 'number', ...words, showWhen: { on: true } },
    });
    expect(fieldsOf(entry, {}).map(({ key, altersDynamicFields }) => [key, altersDynamicFields])).toEqual([
      ['late', undefined],
      ['on', true],
    ]);
    expect(fieldsOf(entry, { on: 'true' }).map(({ key }) => key)).toEqual(['late', 'on', 'count']);
  });

  it.each(ENTRIES.map((entry) => [entry.id, entry] as const))('shows every field of %s once', (_, entry) => {
    const params = entry.params;
    const everything = Object.fromEntries(
      Object.values(params)
        .flatMap(({ showWhen = {} }) => Object.entries(showWhen))
        .map(([key, value]) => [key, [value].flat()[0]]),
    );
    const shown = fieldsOf(entry, everything);
    const always = fieldsOf(entry);
    const keys = new Set([...shown, ...always].map(({ key }) => key));
    expect([...keys].sort()).toEqual(Object.keys(params).sort());
    expect(new Set(shown.map(({ key }) => key)).size).toBe(shown.length);
    const groups = groupsOf(entry).map(({ key }) => key);
    expect(shown.every(({ group }) => groups.includes(group as never))).toBe(true);
  });

  it('puts what depends on an answer behind it', () => {
    const keys = fieldsOf(findEntry('transcribe')!, { speaker_labels: true }).map(({ key }) => key);
    expect(keys.indexOf('speakers_expected')).toBe(keys.indexOf('speaker_labels') + 1);
  });
});
