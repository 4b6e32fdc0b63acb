import { beforeAll, describe, expect, it } from 'vitest';
import zapier from 'zapier-platform-core';
import { builtApp } from '../emulator/built-app.ts';
import { checkDefinition, type Definition, RULES } from '../validate/definition-checks.ts';
import { type Handler, withDynamicFields } from '../validate/dynamic-fields.ts';

const field = (more: object): object => ({ key: 'thing', label: 'Thing', ...more });
const part = (operation: object, display: object = {}): object => ({
  noun: 'Thing',
  display: { label: 'Do Thing', description: 'Does a thing.', ...display },
  operation: { inputFields: [field({})], sample: { id: '1' }, ...operation },
});
const create = (operation: object, display?: object): object => ({ creates: { one: part(operation, display) } });
const trigger = (operation: object, display: object = {}): object => ({
  triggers: { one: part(operation, { description: 'Triggers when a thing happens.', ...display }) },
});
const fields = (...inputFields: object[]): object => ({ inputFields });

/** The smallest definition that breaks each rule. */
const BROKEN: Readonly<Record<string, object>> = {
  D001: create(fields(field({ key: 'api_key' }))),
  D002: { authentication: { fields: [{ key: 'api_key', helpText: 'Look it up.' }], connectionLabel: 'x' } },
  D003: { authentication: { fields: [] } },
  D004: create(fields(field({ label: 'Thing ID' }))),
  D005: create(fields(field({ dynamic: 'gone.id' }))),
  D006: trigger({ type: 'hook', performSubscribe: 'f', performUnsubscribe: 'f' }),
  D008: create(fields(field({ helpText: 'See https://example.com for more.' }))),
  D009: { searches: { one: part(fields(), { label: 'Find Thing' }) } },
  D010: trigger({ sample: { name: 'x' } }),
  D011: create(fields(field({ helpText: 'Thing.' }))),
  D012: create({ sample: {} }),
  D013: create(fields(field({ search: 'gone.id', dynamic: 'gone.id' }))),
  D014: create(fields(field({ search: 'gone.id' }))),
  D017: trigger({ type: 'hook', performList: 'f' }),
  D018: create({}, { label: 'Do thing' }),
  D021: trigger({}, { description: 'Happens sometimes.' }),
  D022: create(fields()),
  D023: create({ sample: { at: '2026-01-01T00:00:00' } }),
  D024: create({ sample: { size: '1' }, outputFields: [{ key: 'size', type: 'number' }] }),
  '5.1': create({}, { description: 'Do it' }),
  '5.2': create({}, { description: 'Asks AssemblyAI to do it.' }),
  '5.3': { searches: { one: part({}, { label: 'Get Thing' }) } },
  '4.1': {
    authentication: { fields: [{ key: 'api_key', isNoSecret: true, helpText: 'x' }], connectionLabel: 'x', test: 'f' },
  },
  '4.2': { authentication: { fields: [], connectionLabel: 'x' } },
  '5.4': { creates: { one: { ...part({}), noun: 'Things' } } },
  '6.2': create(fields(field({ key: 'theThing' }))),
  '6.3': create(fields(field({ helpText: 'Names, separated by commas.' }))),
  '7.1': create({
    sample: { a: '1', b: '2' },
    outputFields: [
      { key: 'a', label: 'Name' },
      { key: 'b', label: 'Name' },
    ],
  }),
  '6.1': create(fields(field({}), field({ key: 'other', required: true }))),
};

describe('The publishing rules', () => {
  it.each(Object.entries(BROKEN))('report a definition that breaks %s', (id, definition) => {
    expect(checkDefinition(definition as Definition).map((finding) => finding.id)).toContain(id);
  });

  it('each have a definition that breaks them', () => {
    expect(Object.keys(RULES).filter((id) => !(id in BROKEN))).toEqual([]);
  });

  it('report nothing for a small app that follows them', () => {
    expect(checkDefinition(create({}) as Definition)).toEqual([]);
  });
});

describe('A rule checks', () => {
  it.each<[string, string, object]>([
    [
      'a key in the label',
      'D003',
      { authentication: { fields: [{ key: 'api_key' }], connectionLabel: '{{api_key}}' } },
    ],
    ['a secret under another name', 'D001', create(fields(field({ key: 'client_secret' })))],
    ['a time with a space', 'D023', create({ sample: { at: '2026-01-01 00:00:00' } })],
    [
      'the second row of a list',
      'D024',
      create({ sample: { rows: [{ a: 1 }, { a: 'x' }] }, outputFields: [{ key: 'rows[]a', type: 'number' }] }),
    ],
    [
      'a column of line items',
      'D004',
      create(fields(field({ children: [field({ key: 'thing_id', label: 'Thing ID' })] }))),
    ],
  ])('%s', (_, id, definition) => {
    expect(checkDefinition(definition as Definition).map((finding) => finding.id)).toContain(id);
  });
});

describe('The app', () => {
  let definition: Definition;
  beforeAll(async () => {
    const core = zapier as unknown as { createAppHandler(app: object): Handler };
    const handler = core.createAppHandler(await builtApp());
    definition = await withDynamicFields((await handler({ command: 'definition' })).results as Definition, handler);
  }, 60_000);

  it('breaks no rule', () => expect(checkDefinition(definition)).toEqual([]));
  it('is checked with all of its actions', () =>
    expect(Object.keys(definition.creates ?? {}).length).toBeGreaterThan(15));
  it('is checked with the fields that depend on answers', () =>
    expect(definition.creates!['transcribe']!.operation!.dynamicFields!.length).toBeGreaterThan(50));
});

describe('Fields that depend on answers', () => {
  it('are those of every switch and list, in both positions of a switch', async () => {
    const handler: Handler = (event) => {
      const { bundle } = event as { readonly bundle: { readonly inputData: Readonly<Record<string, unknown>> } };
      const { on, topics } = bundle.inputData as { readonly on?: string; readonly topics?: readonly string[] };
      const control = { altersDynamicFields: true };
      const shown = [
        { key: 'on', type: 'boolean', ...control },
        ...(on === 'true'
          ? [{ key: 'topics', list: true, choices: [{ value: 'a' }, { value: 'b' }], ...control }]
          : []),
        ...(on === 'false' ? [{ key: 'off' }] : []),
        ...(topics ?? []).map((key) => ({ key })),
      ];
      return Promise.resolve({ results: shown });
    };
    const plain = create({ inputFields: [{ key: 'on' }] }) as Definition;
    const { creates } = await withDynamicFields(plain, handler);
    expect(creates!['one']!.operation!.dynamicFields!.map(({ key }) => key)).toEqual(['topics', 'a', 'b', 'off']);
  });

  it('are checked like the others', () => {
    const broken = create({ dynamicFields: [field({ key: 'theThing' })] });
    expect(checkDefinition(broken as Definition).map(({ id }) => id)).toEqual(['6.2']);
  });
});
