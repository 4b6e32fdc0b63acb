import {
  type AnyEntry,
  EVENTS,
  type Fields,
  findEntry,
  findEvent,
  formFields,
  prominenceOf,
} from '@aai-connectors/core';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { nodeForm, subtitle } from '../src/actions/form.ts';
import { exampleResult, simplified } from '../src/core.ts';
import { credentialFields } from '../src/credential.ts';
import { BINARY_FIELD, propertyOf, SOURCE } from '../src/form.ts';
import { OPERATIONS } from '../src/operations.ts';
import {
  essentialProperties,
  optionalProperties,
  OPTIONS,
  optionsCollection,
  requiredProperties,
} from '../src/view.ts';

/** An entry with these fields and nothing else. */
const entryWith = (params: Fields): AnyEntry => ({ ...findEntry('get_transcript')!, params }) as AnyEntry;
const words = { label: 'Thing', help: 'A thing.', source: 'test' };

const propertiesOf = (entry: Pick<AnyEntry, 'params'>): INodeProperties[] => [
  ...requiredProperties(entry),
  ...essentialProperties(entry),
  ...optionsCollection(optionalProperties(entry)),
];

/** The form of one operation as the node shows it, without the conditions on the operation. */
const formOf = (id: string): INodeProperties[] =>
  nodeForm().filter(({ name, displayOptions }) => {
    const operations = displayOptions?.show?.['operation'];
    return name !== 'operation' && (operations === undefined || operations.includes(id));
  });

const optionsIn = (properties: readonly INodeProperties[]): readonly INodeProperties[] =>
  (properties.find(({ name }) => name === OPTIONS)?.options ?? []) as readonly INodeProperties[];

/** Controls that a person sees before changing anything. */
const atFirstSight = (properties: readonly INodeProperties[]): string[] =>
  properties
    .filter(({ displayOptions: { show = {} } = {} }) =>
      Object.entries(show).every(([key, wanted]) => {
        if (key === 'resource' || key === 'operation') return true;
        const value = key === '@tool' ? false : properties.find(({ name }) => name === key)?.default;
        return (wanted as readonly unknown[]).includes(value);
      }),
    )
    .map(({ name }) => name);

const OPERATION_IDS = OPERATIONS.map(({ id }) => id);

describe('A form of the node', () => {
  it('is empty for an entry without fields', () => {
    expect(propertiesOf(entryWith({}))).toEqual([]);
  });

  it('shows essentials at first sight and everything else in one collection', () => {
    const form = propertiesOf(
      entryWith({
        a: { kind: 'flag', ...words, prominence: 'essential', group: 'privacy' },
        b: { kind: 'flag', ...words, label: 'Other', group: 'privacy' },
        c: { kind: 'text', ...words, required: true },
      }),
    );
    expect(form.map(({ name, type }) => [name, type])).toEqual([
      ['c', 'string'],
      ['a', 'boolean'],
      ['options', 'collection'],
    ]);
    expect(form[2]?.options).toEqual([expect.objectContaining({ name: 'b', displayName: 'Privacy: Other' })]);
  });

  it('shows 8 controls before the Options of Transcribe, in the order of the task', () => {
    expect(['resource', 'operation', ...atFirstSight(formOf('transcribe')).slice(1)]).toEqual([
      'resource',
      'operation',
      'audio_url_source',
      'audio_url',
      'waiting',
      'language_code',
      'speaker_labels',
      'files',
      'options',
    ]);
  });

  it.each(OPERATION_IDS)('shows at most 8 controls before the Options of %s', (id) => {
    const controls = atFirstSight(formOf(id)).filter((name) => name !== OPTIONS);
    expect(controls.length + 1).toBeLessThanOrEqual(8);
  });

  it.each(OPERATION_IDS)('sorts the Options of %s by name, each name once', (id) => {
    const names = optionsIn(formOf(id)).map(({ displayName }) => displayName);
    expect(names).toEqual([...new Set(names)].sort((a, b) => a.localeCompare(b)));
    const keys = optionsIn(formOf(id)).map(({ name }) => name);
    expect(new Set(keys).size).toBe(keys.length);
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
  ] as const)('shows %j as a native control', (field, property) => {
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

  it('offers an option while the visible field that it depends on has the right value', () => {
    const [option] = optionalProperties(
      entryWith({
        on: { kind: 'flag', ...words, prominence: 'essential' },
        off: { kind: 'flag', ...words },
        thing: { kind: 'text', ...words, showWhen: { on: true, off: true } },
      }),
    ).filter(({ name }) => name === 'thing');
    expect(option?.displayOptions).toEqual({ show: { '/on': [true], off: [true] } });
  });

  it('offers the delivery fields only to a step that does not wait', () => {
    const conditions = optionsIn(formOf('transcribe'))
      .filter(({ displayName }) => displayName.startsWith('Delivery: '))
      .map(({ displayOptions }) => displayOptions?.show?.['/waiting']);
    expect(conditions).toEqual([['none'], ['none'], ['none']]);
  });

  it.each([
    [false, true],
    [true, false],
    [undefined, true],
  ])('adds a switch that the service has %s as %s', (serverDefault, start) => {
    const field = { kind: 'flag', ...words, ...(serverDefault !== undefined && { serverDefault }) } as const;
    expect(optionalProperties(entryWith({ thing: field }))[0]?.default).toBe(start);
  });

  it.each(OPERATION_IDS)('adds no number to %s that changes the result', (id) => {
    const fields = formFields(findEntry(id)!.params);
    for (const { name, type, default: start } of optionsIn(formOf(id))) {
      if (type !== 'number' || fields[name] === undefined) continue;
      expect(['', fields[name].default, fields[name].serverDefault], name).toContain(start);
    }
  });

  it.each([...OPERATIONS, ...EVENTS].map((entry) => [entry.id, entry] as const))(
    'starts every visible field of %s with a value that sends nothing, or with its declared default',
    (_, { params }) => {
      const fields = formFields(params);
      for (const { name, default: start, required } of [
        ...requiredProperties({ params }),
        ...essentialProperties({ params }),
      ]) {
        const field = fields[name];
        if (field === undefined || required === true || field.default !== undefined) continue;
        const isNothing = start === '' || (typeof start === 'object' && Object.keys(start!).length === 0);
        const isDefault =
          field.kind === 'flag' ? start === (field.serverDefault ?? false) : start === field.serverDefault;
        expect(isNothing || isDefault, name).toBe(true);
      }
    },
  );

  it.each(OPERATION_IDS)('depends only on fields of the form in %s', (id) => {
    const form = formOf(id);
    const visible = form.map(({ name }) => name);
    const isKnown = (key: string, siblings: readonly string[]): boolean =>
      key === '@tool' ||
      key === 'operation' ||
      (key.startsWith('/') ? visible.includes(key.slice(1)) : siblings.includes(key));
    for (const place of [form, optionsIn(form)]) {
      const siblings = place.map(({ name }) => name);
      for (const { name, displayOptions: { show, hide } = {} } of place) {
        const unknown = Object.keys({ ...show, ...hide }).filter((key) => !isKnown(key, siblings));
        expect(unknown, name).toEqual([]);
      }
    }
  });

  it('sorts five options and more by their names', () => {
    const options = ['E', 'D', 'C', 'B', 'A'].map((label) => ({ label, value: label.toLowerCase() }));
    const { options: shown } = propertyOf('thing', { kind: 'choice', ...words, options });
    expect((shown as readonly { readonly name: string }[]).map(({ name }) => name)).toEqual(['A', 'B', 'C', 'D', 'E']);
  });

  it('starts a list of languages with no choice and the detection', () => {
    const { options = [], default: start } = formOf('transcribe').find(({ name }) => name === 'language_code')!;
    expect(start).toBe('');
    expect(options.slice(0, 3).map(({ name }) => name)).toEqual(['Default', 'Detect Automatically', 'Afrikaans']);
  });

  it('lets a filter start with any value', () => {
    const { options = [], description } = essentialProperties(findEvent('transcript_ready')!)[0]!;
    expect(options[0]).toEqual({ name: 'Any', value: '' });
    expect(description).not.toContain('Leave empty');
  });

  it.each(OPERATIONS.map((entry) => [entry.id, entry] as const))('offers every current field of %s', (_, entry) => {
    const names = (properties: readonly INodeProperties[]): string[] =>
      properties.flatMap(({ name, type, options }) =>
        type === 'collection' ? names(options as INodeProperties[]) : [name],
      );
    const keys = names(propertiesOf(entry))
      .filter((name) => !name.endsWith(SOURCE))
      .map((name) => (name.endsWith(BINARY_FIELD) ? name.slice(0, -BINARY_FIELD.length) : name));
    expect([...new Set(keys)].sort()).toEqual(Object.keys(formFields(entry.params)).sort());
  });

  it('shows every essential field at first sight', () => {
    for (const { params, id } of OPERATIONS) {
      const hidden = optionalProperties({ params }).map(({ name }) => name);
      const essentials = Object.entries(formFields(params)).filter(([, field]) => prominenceOf(field) === 'essential');
      expect(
        essentials.filter(([key]) => hidden.includes(key)),
        id,
      ).toEqual([]);
    }
  });
});

describe('The operations of the node', () => {
  it('leave raw requests to the HTTP Request node, and offer nothing deprecated', () => {
    const ids = OPERATIONS.map(({ id }) => id);
    expect(ids).not.toContain('custom_api_call');
    expect(OPERATIONS.filter(({ status }) => status === 'deprecated')).toEqual([]);
    expect(ids).toContain('create_streaming_token');
  });

  it('are named on the canvas as in their list', () => {
    const lists = nodeForm().filter(({ name }) => name === 'operation');
    const named = lists.flatMap(({ options = [] }) => options as readonly INodePropertyOptions[]);
    const json = /^=\{\{ \((\{.*\})\)\[/.exec(subtitle())![1]!;
    expect(JSON.parse(json)).toEqual(Object.fromEntries(named.map(({ value, name }) => [value, name])));
  });

  it('have no status code of a webhook in their simple output', () => {
    const outputs = OPERATIONS.map((entry) => JSON.stringify(simplified(entry, exampleResult(entry))));
    expect(outputs.filter((output) => output?.includes('webhook_status_code'))).toEqual([]);
  });

  it('start with Transcribe', () => {
    const [resource, operation] = nodeForm();
    expect(resource?.default).toBe('transcript');
    expect(operation?.default).toBe('transcribe');
    expect((operation?.options?.[0] as { readonly value: string }).value).toBe('transcribe');
  });
});

describe('The credential', () => {
  it('hides the API key and the webhook secret, and starts in the US', () => {
    expect(
      credentialFields.map(({ name, default: start, typeOptions }) => [name, start, typeOptions?.password]),
    ).toEqual([
      ['apiKey', '', true],
      ['region', 'us', undefined],
      ['baseUrl', '', undefined],
      ['webhookSecret', '', true],
    ]);
  });
});
