import { describe, expect, it } from 'vitest';
import type { INodeTypeDescription } from 'n8n-workflow';
import { figuresOf } from '../measure/figures.ts';
import { activepiecesForm, n8nForms, zapierForm } from '../read/index.ts';
import { langchainForm } from '../read/langchain.ts';

const keys = (fields: readonly { readonly key: string }[]): readonly string[] => fields.map(({ key }) => key);

describe('A form of Zapier', () => {
  const step = {
    display: { label: 'Do It', description: 'Does it.' },
    operation: {
      inputFields: [
        { key: 'audio', type: 'file', required: true },
        { key: 'wait', type: 'boolean', default: 'true', altersDynamicFields: true },
        { key: 'more', list: true, choices: [{ value: 'a', label: 'A' }], altersDynamicFields: true },
        (_: object, { inputData }: { readonly inputData?: Readonly<Record<string, unknown>> }) =>
          inputData?.['wait'] === 'true' ? [{ key: 'files' }] : [],
        (_: object, { inputData }: { readonly inputData?: Readonly<Record<string, unknown>> }) => [
          ...([inputData?.['more'] ?? []].flat().includes('a')
            ? [{ key: 'deep', type: 'boolean', altersDynamicFields: true }]
            : []),
          ...(inputData?.['deep'] === true ? [{ key: 'deeper' }] : []),
        ],
      ],
    },
  };

  it('shows what its functions give for the defaults', async () => {
    expect(keys((await zapierForm('operation', 'x', step as never)).shown)).toEqual(['audio', 'wait', 'more', 'files']);
  });

  it('has in all what any answer reveals, also to a revealed question', async () => {
    const { all } = await zapierForm('operation', 'x', step as never);
    expect(keys(all)).toEqual(['audio', 'wait', 'more', 'files', 'deep', 'deeper']);
  });

  it('has a picker for a list that a hidden trigger fills', async () => {
    const inputFields = [{ key: 'which', dynamic: 'things.id.label' }, { key: 'words' }];
    const { shown } = await zapierForm('operation', 'x', { ...step, operation: { inputFields } } as never);
    expect(shown.map(({ control }) => control)).toEqual(['picker', 'text']);
  });
});

describe('A form of Activepieces', () => {
  const step = {
    name: 'x',
    displayName: 'Do It',
    description: 'Does it.',
    props: {
      note: { type: 'MARKDOWN', description: 'Read this.' },
      on: { type: 'CHECKBOX' },
      ignored: { type: 'CHECKBOX' },
      on_settings: {
        type: 'DYNAMIC',
        refreshers: ['on'],
        props: (answers: object) =>
          Promise.resolve(
            'on' in answers && answers.on === true
              ? { count: { type: 'NUMBER' }, ...('ignored' in answers && { secret: { type: 'NUMBER' } }) }
              : {},
          ),
      },
    },
  };

  it('counts neither notices nor the dynamic properties themselves', async () => {
    const figures = figuresOf(await activepiecesForm('operation', step), []);
    expect(figures).toMatchObject({ atFirst: 2, inAll: 3, doors: 1 });
  });

  it('gives a dynamic property only the answers that it names', async () => {
    expect(keys((await activepiecesForm('operation', step)).all)).toEqual(['on', 'ignored', 'count']);
  });
});

describe('A form of n8n', () => {
  const show = { resource: ['thing'], operation: ['make'] };
  const description = {
    displayName: 'Node',
    name: 'node',
    version: 1,
    description: 'A node.',
    group: ['transform'],
    properties: [
      {
        displayName: 'Resource',
        name: 'resource',
        type: 'options',
        default: 'thing',
        options: [{ name: 'Thing', value: 'thing' }],
      },
      {
        displayName: 'Operation',
        name: 'operation',
        type: 'options',
        default: 'make',
        displayOptions: { show: { resource: ['thing'] } },
        options: [
          { name: 'Make', value: 'make' },
          { name: 'Break', value: 'break' },
        ],
      },
      { displayName: 'Source', name: 'source', type: 'options', default: 'url', options: [], displayOptions: { show } },
      {
        displayName: 'URL',
        name: 'url',
        type: 'string',
        default: '',
        displayOptions: { show: { ...show, source: ['url'] } },
      },
      {
        displayName: 'File',
        name: 'file',
        type: 'string',
        default: '',
        displayOptions: { show: { ...show, source: ['file'] } },
      },
      {
        displayName: 'Output',
        name: 'output',
        type: 'string',
        default: '',
        displayOptions: { show: { ...show, '@tool': [true] } },
      },
      { displayName: 'Mind', name: 'mind', type: 'notice', default: '', displayOptions: { show } },
      {
        displayName: 'Options',
        name: 'options',
        type: 'collection',
        default: {},
        displayOptions: { show },
        options: [
          { displayName: 'One', name: 'one', type: 'string', default: '' },
          { displayName: 'Two', name: 'two', type: 'boolean', default: false },
        ],
      },
    ],
  } as unknown as INodeTypeDescription;
  const [make, other] = n8nForms(description, 'operation', 'node');

  it('shows what the defaults show, with the door closed', () => {
    expect(keys(make!.shown)).toEqual(['resource', 'operation', 'source', 'url', 'mind', 'options']);
    expect(figuresOf(make!, [])).toMatchObject({ atFirst: 4, doors: 1 });
  });

  it('has in all what other answers show and what the door hides, without what only a tool has', () => {
    expect(keys(make!.all)).toEqual(['resource', 'operation', 'source', 'url', 'file', 'one', 'two']);
  });

  it('has only what belongs to its operation', () => {
    expect(keys(other!.all)).toEqual(['resource', 'operation']);
  });
});

describe('The figures', () => {
  it('take the median of the words of those helps that exist', () => {
    const form = langchainForm({
      name: 'x',
      description: '',
      schema: {
        properties: {
          a: { type: 'string', description: 'One two three.' },
          b: { type: 'string', description: 'One' },
          c: { type: 'string' },
          d: { type: 'string', description: 'One two three four.' },
        },
        required: ['a'],
      },
    });
    expect(figuresOf(form, [])).toMatchObject({ wordsPerHelp: 3, atFirst: 1, inAll: 4 });
  });
});
