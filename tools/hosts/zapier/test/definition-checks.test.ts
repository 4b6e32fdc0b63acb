import { beforeAll, describe, expect, it } from 'vitest';
import zapier from 'zapier-platform-core';
import { builtApp } from '../emulator/built-app.ts';
import { checkDefinition, type Definition, RULES } from '../validate/definition-checks.ts';

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

/** For each rule the smallest definition that breaks it. */
const BROKEN: Readonly<Record<string, object>> = {
  D001: create(fields(field({ key: 'api_key' }))),
  D002: { authentication: { fields: [{ key: 'apiKey', helpText: 'Look it up.' }], connectionLabel: 'x' } },
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
    authentication: { fields: [{ key: 'apiKey', isNoSecret: true, helpText: 'x' }], connectionLabel: 'x', test: 'f' },
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
  it.each(Object.entries(BROKEN))('find what breaks %s', (id, definition) => {
    expect(checkDefinition(definition as Definition).map((finding) => finding.id)).toContain(id);
  });

  it('are each broken by something above', () => {
    expect(Object.keys(RULES).filter((id) => !(id in BROKEN))).toEqual([]);
  });

  it('find nothing in a small app that keeps them', () => {
    expect(checkDefinition(create({}) as Definition)).toEqual([]);
  });
});

describe('A rule looks closely', () => {
  it.each<[string, string, object]>([
    ['a key in the label', 'D003', { authentication: { fields: [{ key: 'apiKey' }], connectionLabel: '{{apiKey}}' } }],
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
  ])('at %s', (_, id, definition) => {
    expect(checkDefinition(definition as Definition).map((finding) => finding.id)).toContain(id);
  });
});

describe('Our app', () => {
  let definition: Definition;
  beforeAll(async () => {
    const core = zapier as unknown as {
      createAppHandler(app: object): (event: object) => Promise<{ results: Definition }>;
    };
    definition = (await core.createAppHandler(await builtApp())({ command: 'definition' })).results;
  });

  it('breaks none of them', () => expect(checkDefinition(definition)).toEqual([]));
  it('is looked at as a whole', () => expect(Object.keys(definition.creates ?? {}).length).toBeGreaterThan(15));
});
