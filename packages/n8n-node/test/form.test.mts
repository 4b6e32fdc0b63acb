import { type AnyEntry, ENTRIES, type Field, type Fields, findEntry } from '@aai-connectors/core';
import type { INodeProperties } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { BINARY_FIELD, mainProperties, optionalProperties, propertyOf, SOURCE } from '../src/form.ts';

/** An entry with these fields and nothing else. */
const entryWith = (params: Fields): AnyEntry => ({ ...findEntry('get_transcript')!, params }) as AnyEntry;
const words = { label: 'Thing', help: 'A thing.', source: 'test' };

const isEmpty = (start: unknown): boolean =>
  start === '' ||
  (typeof start === 'object' &&
    start !== null &&
    (Object.keys(start).length === 0 || (start as { value?: unknown }).value === ''));

const isLocalSwitch = (field: Field | undefined): boolean => field?.kind === 'flag' && field.place === 'local';

/** A switch that stays on the form answers nothing, and what depends on one is placed beside it, as the host requires. */
const startsAnswered = (key: string, fields: Fields): boolean => {
  const { group = 'primary', required, default: start, showWhen = {} } = fields[key]!;
  if (group !== 'primary' || required === true) return false;
  return (
    start !== undefined ||
    isLocalSwitch(fields[key]) ||
    Object.keys(showWhen).some((other) => isLocalSwitch(fields[other]))
  );
};

const collectedIn = (type: string, options: INodeProperties['options'] = []): readonly INodeProperties[] =>
  type === 'collection' ? (options as readonly INodeProperties[]) : [];

const propertiesOf = (entry: AnyEntry): INodeProperties[] => [...mainProperties(entry), ...optionalProperties(entry)];

describe('a form of the node', () => {
  it('is empty for an entry without fields', () => {
    expect(propertiesOf(entryWith({}))).toEqual([]);
  });

  it('puts what is not asked always into a collection for each group', () => {
    const form = propertiesOf(
      entryWith({ a: { kind: 'text', ...words }, b: { kind: 'flag', ...words, label: 'Other', group: 'privacy' } }),
    );
    expect(form.map(({ name, type }) => [name, type])).toEqual([
      ['a', 'string'],
      ['privacyOptions', 'collection'],
    ]);
    expect(form[1]?.options).toEqual([expect.objectContaining({ name: 'b', displayName: 'Other' })]);
  });

  it.each([
    [{ kind: 'text' }, { type: 'string', default: '' }],
    [
      { kind: 'text', multiline: true },
      { type: 'string', typeOptions: { rows: 4 } },
    ],
    [
      { kind: 'text', secret: true },
      { type: 'string', typeOptions: { password: true } },
    ],
    [
      { kind: 'number', min: 1, max: 5, whole: true },
      { type: 'number', default: 1, typeOptions: { minValue: 1, maxValue: 5, numberPrecision: 0 } },
    ],
    [
      { kind: 'flag', help: 'Do it.' },
      { type: 'boolean', default: false, description: 'Whether to do it' },
    ],
    [
      { kind: 'choice', options: [{ value: 'x', label: 'X' }] },
      { type: 'options', default: 'x', options: [{ name: 'X', value: 'x' }] },
    ],
    [
      { kind: 'openChoice', options: [{ value: 'x', label: 'X' }] },
      { type: 'options', options: [{ name: 'X', value: 'x' }] },
    ],
    [
      { kind: 'choices', options: [] },
      { type: 'multiOptions', default: [] },
    ],
    [{ kind: 'terms' }, { type: 'string', typeOptions: { multipleValues: true } }],
    [{ kind: 'rows', columns: { c: { kind: 'text', ...words } } }, { type: 'fixedCollection' }],
    [{ kind: 'media' }, { type: 'string' }],
    [
      { kind: 'json', shape: 'array' },
      { type: 'json', default: '[]' },
    ],
  ] as const)('shows %j natively', (field, property) => {
    expect(propertyOf('thing', { ...words, ...field } as never)).toMatchObject({
      name: 'thing',
      displayName: 'Thing',
      ...property,
    });
  });

  it('shows a field only while its condition holds', () => {
    const property = propertyOf('thing', { kind: 'text', ...words, showWhen: { speaker: true, kind: ['a', 'b'] } });
    expect(property.displayOptions).toEqual({ show: { speaker: [true], kind: ['a', 'b'] } });
  });

  it('hides what needs a switch off while it is on, so that a switch nobody added counts as off', () => {
    const property = propertyOf('thing', { kind: 'number', ...words, showWhen: { all: false, kind: 'a' } });
    expect(property.displayOptions).toEqual({ show: { kind: ['a'] }, hide: { all: [true] } });
  });

  it.each(ENTRIES.map((entry) => [entry.id, entry] as const))('answers nothing for the person in %s', (_, entry) => {
    const fields = entry.params;
    const answered = propertiesOf(entry)
      .filter(({ type, required, default: start }) => type !== 'collection' && required !== true && !isEmpty(start))
      .map(({ name }) => name)
      .filter((name) => !name.endsWith(SOURCE));
    expect(answered).toEqual(Object.keys(fields).filter((key) => startsAnswered(key, fields)));
  });

  it.each(ENTRIES.map((entry) => [entry.id, entry] as const))('depends only on fields beside it in %s', (_, entry) => {
    const places = [propertiesOf(entry), ...propertiesOf(entry).map(({ type, options }) => collectedIn(type, options))];
    for (const place of places) {
      const names = place.map(({ name }) => name);
      for (const { displayOptions: { show, hide } = {} } of place) {
        expect(names).toEqual(expect.arrayContaining(Object.keys({ ...show, ...hide })));
      }
    }
  });

  it('sorts five options and more by their names', () => {
    const options = ['E', 'D', 'C', 'B', 'A'].map((label) => ({ label, value: label.toLowerCase() }));
    const { options: shown } = propertyOf('thing', { kind: 'choice', ...words, options });
    expect((shown as readonly { readonly name: string }[]).map(({ name }) => name)).toEqual(['A', 'B', 'C', 'D', 'E']);
  });

  it.each(ENTRIES.map((entry) => [entry.id, entry] as const))('shows every field of %s', (_, entry) => {
    const names = (properties: readonly INodeProperties[]): string[] =>
      properties.flatMap(({ name, type, options }) =>
        type === 'collection' ? names(options as INodeProperties[]) : [name],
      );
    const keys = names(propertiesOf(entry))
      .filter((name) => !name.endsWith(SOURCE))
      .map((name) => (name.endsWith(BINARY_FIELD) ? name.slice(0, -BINARY_FIELD.length) : name));
    expect([...new Set(keys)].sort()).toEqual(Object.keys(entry.params).sort());
  });
});
