import { type AnyEntry, ENTRIES, EVENTS, type Fields, findEntry, formFields } from '@aai-connectors/core';
import { describe, expect, it } from 'vitest';
import { propOf, propsOf } from '../src/lib/form.ts';
import { actions, choicesOf, settingsIn, type ShownProp, topicsOf, triggers } from './shown.ts';

/** An entry with these fields and nothing else. */
const entryWith = (params: Fields): AnyEntry => ({ ...findEntry('get_transcript')!, params });
const formOf = (entry: AnyEntry): Record<string, ShownProp> => propsOf(entry) as unknown as Record<string, ShownProp>;
const words = { label: 'Thing', help: 'A thing.', source: 'test' };
const UNITS: Readonly<Record<string, RegExp>> = { ms: /in milliseconds/gi, s: /in seconds/gi, tokens: /in tokens/gi };

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
    [{ kind: 'text', example: '2026-01-31' }, { description: 'A thing. Example: 2026-01-31' }],
    [{ kind: 'number', note: 'A note.' }, { description: 'A thing. A note.' }],
    [{ kind: 'text', group: 'delivery' }, { description: expect.stringContaining('does not wait') as string }],
    [
      { kind: 'rows', columns: { c: { kind: 'flag', ...words } } },
      { type: 'ARRAY', properties: { c: { type: 'CHECKBOX' } } },
    ],
    [{ kind: 'media' }, { type: 'FILE' }],
    [{ kind: 'json' }, { type: 'JSON' }],
  ] as const)('shows %j as a native property', (field, shown) => {
    expect(propOf({ ...words, ...field } as never)).toMatchObject({ displayName: 'Thing', required: false, ...shown });
  });

  it('shows the settings of a long form by topic, once the topic is selected', async () => {
    const optional = Object.fromEntries(
      Array.from({ length: 9 }, (_, at) => [`count_${at}`, { kind: 'number', ...words, group: 'speakers' }]),
    ) as unknown as Fields;
    const form = formOf(entryWith({ ...optional, on: { kind: 'flag', ...words, prominence: 'essential' } }));
    expect(Object.keys(form)).toEqual(['on', 'more_settings', 'settings']);
    expect(choicesOf(form['more_settings'])).toEqual([{ label: 'Speakers', value: 'speakers' }]);
    const part = { props: form };
    expect(await settingsIn(part, form['settings']!, [])).toEqual({});
    expect(await settingsIn(part, form['settings']!, ['formatting'])).toEqual({});
    expect(Object.keys(await settingsIn(part, form['settings']!, ['speakers']))).toEqual(Object.keys(optional));
  });

  it('shows input, waiting and essential fields of Transcribe first: at most 12 inputs and 2 dynamic ones', () => {
    const { props } = actions.find(({ name }) => name === 'transcribe')!;
    expect(Object.keys(props).slice(0, 3)).toEqual(['audio_url', 'audio_url_file', 'wait_until_ready']);
    expect(Object.keys(props).slice(-2)).toEqual(['more_settings', 'settings']);
    expect(Object.keys(props).length).toBeLessThanOrEqual(12);
    expect(Object.values(props).filter(({ type }) => type === 'DYNAMIC').length).toBeLessThanOrEqual(2);
  });

  it.each([...actions, ...triggers].map((part) => [part.name, part] as const))(
    '%s asks the platform at most twice when it opens, whatever topics are selected',
    async (_, part) => {
      const asked = async (topics: readonly string[]): Promise<number> => {
        const shown = Object.values(part.props);
        const inner = await Promise.all(shown.map((prop) => settingsIn(part, prop, topics)));
        const all = [...shown, ...inner.flatMap((settings) => Object.values(settings))];
        return all.filter(({ type }) => ['DYNAMIC', 'DROPDOWN', 'MULTI_SELECT_DROPDOWN'].includes(type)).length;
      };
      expect(await asked([])).toBeLessThanOrEqual(2);
      expect(await asked(topicsOf(part))).toBeLessThanOrEqual(2);
    },
  );

  it('says that Transcribe needs a URL or a file, because the builder can require neither', () => {
    const { props } = actions.find(({ name }) => name === 'transcribe')!;
    expect(props['audio_url']!.description).toContain('Required unless you use a file.');
    expect(props['audio_url_file']!.description).toContain('instead of a URL');
  });

  it('does not require a setting that depends on another one', async () => {
    const required = { kind: 'choice', options: [], ...words, required: true } as const;
    expect(propOf(required)).toMatchObject({ required: true });
    expect(propOf({ ...required, showWhen: { on: true } })).toMatchObject({ required: false });
    const part = actions.find(({ name }) => name === 'transcribe')!;
    const settings = Object.values(await settingsIn(part, part.props['settings']!));
    expect(settings.filter((setting) => setting.required === true)).toEqual([]);
  });

  it('names the unit of each number once', () => {
    for (const { params } of [...ENTRIES, ...EVENTS]) {
      for (const field of Object.values(formFields(params))) {
        const unit = field.kind === 'number' ? UNITS[field.unit ?? ''] : undefined;
        const { description = '' } = propOf(field, params) as ShownProp;
        if (unit !== undefined) expect(description.match(unit), description).toHaveLength(1);
      }
    }
  });

  it('shows a list in a row as one text, because rows cannot contain lists', () => {
    const prop = propOf({ ...words, kind: 'rows', columns: { list: { kind: 'terms', ...words } } });
    expect(prop).toMatchObject({
      properties: { list: { type: 'SHORT_TEXT', description: expect.stringContaining('commas') as string } },
    });
  });

  it('shows a dropdown for a setting that is on by default, because an untouched checkbox looks off', () => {
    const prop = propOf({ ...words, kind: 'flag', serverDefault: true });
    expect(prop).toMatchObject({
      type: 'STATIC_DROPDOWN',
      options: { options: [{ value: 'true' }, { value: 'false' }] },
    });
  });

  it.each(ENTRIES.map((entry) => [entry.id, entry] as const))(
    'shows each current field of %s once',
    async (_, entry) => {
      const part = { props: formOf(entry) };
      const settings = await Promise.all(Object.values(part.props).map((prop) => settingsIn(part, prop)));
      const keys = [...Object.keys(part.props), ...settings.flatMap((one) => Object.keys(one))];
      expect(Object.keys(formFields(entry.params)).filter((key) => !keys.includes(key))).toEqual([]);
      expect(new Set(keys).size).toBe(keys.length);
    },
  );
});
