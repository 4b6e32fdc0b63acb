import { type AnyEntry, ENTRIES, type Fields, findEntry } from '@aai-connectors/core';
import { describe, expect, it } from 'vitest';
import { propOf, propsOf } from '../src/index.ts';

/** An entry with these fields and nothing else. */
const entryWith = (params: Fields): AnyEntry => ({ ...findEntry('get_transcript')!, params }) as AnyEntry;
const words = { label: 'Thing', help: 'A thing.', source: 'test' };

describe('a form of the piece', () => {
  it('is empty for an entry without fields', () => {
    expect(propsOf(entryWith({}))).toEqual({});
  });

  it.each([
    [{ kind: 'text' }, { type: 'SHORT_TEXT' }],
    [{ kind: 'text', multiline: true }, { type: 'LONG_TEXT' }],
    [
      { kind: 'number', default: 0 },
      { type: 'NUMBER', defaultValue: 0 },
    ],
    [
      { kind: 'flag', default: false },
      { type: 'CHECKBOX', defaultValue: false },
    ],
    [
      { kind: 'choice', options: [{ value: 'x', label: 'X' }] },
      { type: 'STATIC_DROPDOWN', options: { options: [{ label: 'X', value: 'x' }] } },
    ],
    [{ kind: 'openChoice', options: [] }, { type: 'STATIC_DROPDOWN' }],
    [{ kind: 'choices', options: [] }, { type: 'STATIC_MULTI_SELECT_DROPDOWN' }],
    [{ kind: 'terms' }, { type: 'ARRAY' }],
    [
      { kind: 'rows', columns: { c: { kind: 'flag', ...words } } },
      { type: 'ARRAY', properties: { c: { type: 'CHECKBOX' } } },
    ],
    [{ kind: 'media' }, { type: 'FILE' }],
    [{ kind: 'json' }, { type: 'JSON' }],
  ] as const)('shows %j natively', (field, shown) => {
    expect(propOf({ ...words, ...field } as never)).toMatchObject({ displayName: 'Thing', required: false, ...shown });
  });

  it('says a condition in a closing sentence', () => {
    const props = propsOf(
      entryWith({
        on: { kind: 'flag', ...words, label: 'Switch' },
        count: { kind: 'number', ...words, showWhen: { on: true } },
      }),
    );
    expect(props['count']?.description).toBe('A thing. Used when Switch is on.');
  });

  it.each(ENTRIES.map((entry) => [entry.id, entry] as const))('shows every field of %s', (_, entry) => {
    const fields = Object.entries(entry.params as Fields);
    expect(
      Object.entries(propsOf(entry)).map(([key, { displayName, required }]) => [key, displayName, required]),
    ).toEqual(fields.map(([key, { label, required }]) => [key, label, required === true]));
  });
});
