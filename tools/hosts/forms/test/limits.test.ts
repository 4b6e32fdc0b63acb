import type { AnyEntry } from '@aai-connectors/core';
import { describe, expect, it } from 'vitest';
import { figuresOf } from '../measure/figures.ts';
import { checksOf, isBroken } from '../measure/limits.ts';
import type { Measured } from '../measure/measured.ts';
import type { Form } from '../read/form.ts';
import { entryWith, field, fields, formOf, words } from './made-up.ts';

const door = field('options', { control: 'door' });
const dynamic = (key: string): ReturnType<typeof field> => field(key, { control: 'dynamic' });

/** Forms that reach every limit and break none. */
const n8n = formOf('n8n', [...fields(8), door]);
const zapier = formOf('zapier', fields(8));
const piece = formOf('activepieces', [...fields(12), dynamic('a'), dynamic('b')]);
const tool = formOf('langchain', fields(1));

const measured = (beforeDoorPx: number, form: Form = n8n): Measured => ({
  version: '1.2.3',
  forms: {
    transcribe: {
      controls: form.shown.filter(({ control }) => control !== 'door').map(({ label }) => label),
      beforeDoorPx,
      wholePx: 2000,
    },
  },
});

const broken = (
  forms: readonly Form[],
  measures: Measured | undefined = measured(700),
  entries: readonly AnyEntry[] = [entryWith({})],
): readonly string[] =>
  checksOf(
    forms.map((form) => figuresOf(form, entries)),
    measures,
  )
    .filter(isBroken)
    .map(({ what }) => what);

describe('The limits', () => {
  it('hold for forms that reach them', () => {
    expect(broken([n8n, zapier, piece, tool])).toEqual([]);
  });

  it('break for nine controls of n8n, also when one stands behind the door', () => {
    const nine = formOf('n8n', [...fields(8), door, field('late')]);
    expect(broken([nine, zapier, piece, tool], measured(700, nine))).toEqual([
      'n8n, Transcribe: controls other than doors',
    ]);
  });

  it('break for 701 pixels', () => {
    expect(broken([n8n, zapier, piece, tool], measured(701))).toEqual(['n8n, Transcribe: pixels before the door']);
  });

  it('break for pixels that were not measured', () => {
    const figures = [n8n, zapier, piece, tool].map((form) => figuresOf(form, []));
    expect(checksOf(figures, undefined).filter(isBroken)).toMatchObject([
      { what: 'n8n, Transcribe: pixels before the door', why: 'not measured: run npm run -s forms:pictures' },
    ]);
  });

  it('break for pixels that were measured with another form', () => {
    const changed = formOf('n8n', [...fields(7), field('new'), door]);
    const figures = [changed, zapier, piece, tool].map((form) => figuresOf(form, []));
    expect(checksOf(figures, measured(700)).filter(isBroken)).toMatchObject([
      { what: 'n8n, Transcribe: pixels before the door', why: expect.stringContaining('another form') as string },
    ]);
  });

  it('break for thirteen fields of Zapier', () => {
    expect(broken([n8n, formOf('zapier', fields(13)), piece, tool])).toEqual(['Zapier, Transcribe: fields']);
  });

  it('break for thirteen inputs of Activepieces', () => {
    expect(broken([n8n, zapier, formOf('activepieces', fields(13)), tool])).toEqual([
      'Activepieces, Transcribe: inputs',
    ]);
  });

  it('break for three dynamic properties', () => {
    const three = formOf('activepieces', ['a', 'b', 'c'].map(dynamic));
    expect(broken([n8n, zapier, three, tool])).toEqual(['Activepieces, Transcribe: dynamic properties']);
  });

  it('break when the main form is missing, whatever else is there', () => {
    expect(broken([n8n, formOf('zapier', [], { id: 'get_transcript' }), piece, tool])).toEqual([
      'Zapier, Transcribe: fields',
    ]);
  });

  it.each(['n8n', 'zapier', 'activepieces', 'langchain'] as const)('break for a dead field of %s', (host) => {
    const others = [n8n, zapier, piece, tool].filter((form) => form.host !== host);
    const entries = [
      entryWith({}),
      entryWith({ old: { kind: 'text', ...words, status: 'rejected' } }, { id: 'other' as never }),
    ];
    const own = [n8n, zapier, piece, tool].find((form) => form.host === host)!;
    const dead = formOf(host, [field('old')], { id: 'other' });
    expect(broken([...others, own, dead], measured(700), entries)).toEqual([
      expect.stringMatching(/: dead fields, options and operations$/),
    ]);
  });

  it('break for a dead operation, which only Activepieces may have, behind all others', () => {
    const entries = [entryWith({}), entryWith({}, { id: 'gone' as never, status: 'deprecated' })];
    const gone = (host: Form['host']): Form => formOf(host, [], { id: 'gone' });
    expect(broken([n8n, gone('n8n'), zapier, piece, tool], measured(700), entries)).toEqual([
      'n8n: dead fields, options and operations',
    ]);
    expect(broken([n8n, zapier, gone('activepieces'), piece, tool], measured(700), entries)).toEqual([
      'Activepieces: current operations behind a dead one',
    ]);
    expect(broken([n8n, zapier, piece, gone('activepieces'), tool], measured(700), entries)).toEqual([]);
  });
});
