import { type AnyEntry, ENTRIES, type Fields, findEntry } from '@aai-connectors/core';
import { describe, expect, it } from 'vitest';
import { propOf, propsOf } from '../src/lib/form.ts';
import { settingsIn, type ShownPart, type ShownProp } from './shown.ts';

/** An entry with these fields and nothing else. */
const entryWith = (params: Fields): AnyEntry => ({ ...findEntry('get_transcript')!, params });
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
    [{ kind: 'terms', format: 'transcript' }, { type: 'MULTI_SELECT_DROPDOWN' }],
    [{ kind: 'text', format: 'transcript' }, { type: 'DROPDOWN' }],
    [{ kind: 'text', example: '2026-01-31' }, { description: 'A thing. For instance: 2026-01-31' }],
    [{ kind: 'number', unit: 's' }, { description: 'A thing. In seconds.' }],
    [
      { kind: 'rows', columns: { c: { kind: 'flag', ...words } } },
      { type: 'ARRAY', properties: { c: { type: 'CHECKBOX' } } },
    ],
    [{ kind: 'media' }, { type: 'FILE' }],
    [{ kind: 'json' }, { type: 'JSON' }],
  ] as const)('shows %j natively', (field, shown) => {
    expect(propOf({ ...words, ...field } as never)).toMatchObject({ displayName: 'Thing', required: false, ...shown });
  });

  it('shows what belongs to a switch once it is on', async () => {
    const form = propsOf(
      entryWith({
        on: { kind: 'flag', ...words, label: 'Switch' },
        count: { kind: 'number', ...words, showWhen: { on: true } },
      }),
    ) as unknown as Record<string, ShownProp>;
    expect(Object.keys(form)).toEqual(['on', 'on_settings']);
    expect(await form['on_settings']!.props!({ on: false }, {})).toEqual({});
    expect(Object.keys(await form['on_settings']!.props!({ on: true }, {}))).toEqual(['count']);
  });

  it('shows a list in a row as one text, since rows hold no lists', () => {
    const prop = propOf({ ...words, kind: 'rows', columns: { list: { kind: 'terms', ...words } } });
    expect(prop).toMatchObject({
      properties: { list: { type: 'SHORT_TEXT', description: expect.stringContaining('commas') as string } },
    });
  });

  it('asks in words for what is on by itself, since a checkbox cannot be left alone', () => {
    const prop = propOf({ ...words, kind: 'flag', serverDefault: true });
    expect(prop).toMatchObject({
      type: 'STATIC_DROPDOWN',
      options: { options: [{ value: 'true' }, { value: 'false' }] },
    });
  });

  it.each(ENTRIES.map((entry) => [entry.id, entry] as const))('shows every field of %s', async (id, entry) => {
    const form = propsOf(entry) as unknown as Record<string, ShownProp>;
    const part = { name: id, props: form } as unknown as ShownPart;
    const settings = await Promise.all(Object.values(form).map((prop) => settingsIn(part, prop)));
    const keys = [...Object.keys(form), ...settings.flatMap((one) => Object.keys(one))];
    expect(Object.keys(entry.params).filter((key) => !keys.includes(key))).toEqual([]);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
