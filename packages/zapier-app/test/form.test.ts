import { describe, expect, it } from 'vitest';
import { fieldOf } from '../src/form.ts';

const words = { label: 'Thing', help: 'A thing.', source: 'test' };

describe('A field of the app', () => {
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
  ] as const)('of %j is native to the host', (field, shown) => {
    expect(fieldOf('thing', { ...words, ...field } as never)).toMatchObject({ key: 'thing', label: 'Thing', ...shown });
  });

  it('of rows has line items without help, under unique keys', () => {
    const field = fieldOf('thing', {
      kind: 'rows',
      ...words,
      columns: { c: { kind: 'text', ...words, label: 'Column' } },
    });
    expect(field).not.toHaveProperty('helpText');
    expect(field.children).toEqual([expect.objectContaining({ key: 'thing_c', label: 'Column' })]);
  });
});
