import {
  type AnyEntry,
  ENTRIES,
  type Fields,
  findEntry,
  formFields,
  isForNoWaiting,
  schemaOf,
  schemaOfField,
} from '../../src/index.ts';
import { describe, expect, it } from 'vitest';

/** An entry with these fields and nothing else. */
const entryWith = (params: Fields): AnyEntry => ({ ...findEntry('get_transcript')!, params });
const words = { label: 'Thing', help: 'A thing.', source: 'test' };

describe('the schema of a tool', () => {
  it('is empty for an operation without fields', () => {
    expect(schemaOf(entryWith({}))).toEqual({ type: 'object', properties: {}, additionalProperties: false });
  });

  it.each([
    [{ kind: 'text' }, { type: 'string', description: 'Thing: A thing.' }],
    [
      { kind: 'text', format: 'date' },
      { type: 'string', format: 'date' },
    ],
    [
      { kind: 'number', min: 0, max: 1 },
      { type: 'number', minimum: 0, maximum: 1 },
    ],
    [{ kind: 'number', whole: true }, { type: 'integer' }],
    [{ kind: 'flag' }, { type: 'boolean' }],
    [
      { kind: 'choice', options: [{ value: 'x', label: 'X' }] },
      { type: 'string', enum: ['x'] },
    ],
    [
      { kind: 'openChoice', options: [{ value: 'x', label: 'X' }] },
      { type: 'string', description: 'Thing: A thing. For example x.' },
    ],
    [
      { kind: 'choices', options: [{ value: 'x', label: 'X' }] },
      { type: 'array', items: { type: 'string', enum: ['x'] } },
    ],
    [
      { kind: 'terms', maxItems: 3 },
      { type: 'array', items: { type: 'string' }, maxItems: 3 },
    ],
    [
      { kind: 'rows', columns: { c: { kind: 'flag', ...words } } },
      { type: 'array', items: { type: 'object', properties: { c: { type: 'boolean' } } } },
    ],
    [{ kind: 'media' }, { type: 'string' }],
    [{ kind: 'json', shape: 'object' }, { type: 'object' }],
  ] as const)('describes %j', (field, schema) => {
    expect(schemaOfField({ ...words, ...field } as never)).toMatchObject(schema);
  });

  it('allows extra columns in rows that the catalogue leaves open', () => {
    const row = { kind: 'rows', ...words, columns: { c: { kind: 'text', ...words } } } as const;
    expect(schemaOfField(row).items?.additionalProperties).toBe(false);
    expect(schemaOfField({ ...row, open: true }).items?.additionalProperties).toBe(true);
  });

  it('does not restrict an open list', () => {
    const schema = schemaOfField({ kind: 'choices', ...words, open: true, options: [{ value: 'x', label: 'X' }] });
    expect(schema.items).toEqual({ type: 'string' });
  });

  it.each(ENTRIES.map((entry) => [entry.id, entry] as const))(
    'describes every field that the form of %s offers',
    (_, entry) => {
      const { properties, required = [] } = schemaOf(entry);
      const offered = Object.entries(formFields(entry.params));
      const fields = Object.fromEntries(offered.filter(([, field]) => entry.kind !== 'job' || !isForNoWaiting(field)));
      expect(Object.keys(properties ?? {})).toEqual(Object.keys(fields));
      for (const [key, { label, required: needed, showWhen, default: start }] of Object.entries(fields)) {
        expect(properties?.[key]?.description).toContain(label);
        expect(required.includes(key)).toBe(needed === true && showWhen === undefined && start === undefined);
        expect(properties?.[key]?.default).toBe(start);
      }
    },
  );
});
