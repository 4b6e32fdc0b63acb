import { describe, expect, it } from 'vitest';
import { ENTRIES, EVENTS, type Field, GROUPS, optionsOf, RESOURCES, transcriptParams } from '../../src/index.ts';
import { everyField } from './support.ts';

const ALL = [...ENTRIES, ...EVENTS];
const FIELDS = ALL.flatMap((entry) =>
  everyField(entry.params).map(([name, field, siblings]) => ({
    name: `${entry.id}: ${name}`,
    field,
    siblings,
  })),
);
const KEYS = [...new Set(FIELDS.map(({ name }) => name.split(/[ .]/).at(-1)!))];

const SMALL = new Set([
  'a',
  'an',
  'and',
  'as',
  'at',
  'by',
  'for',
  'from',
  'in',
  'is',
  'of',
  'on',
  'or',
  'per',
  'the',
  'to',
  'with',
  'without',
]);
const UNITS = /\((ms|s)\)$/;

/** Words that are not in title case. */
const lowWords = (label: string): string[] =>
  label
    .replace(UNITS, '')
    .split(/[\s-]+/)
    .filter((word, at) => !(at > 0 && SMALL.has(word)) && /^[a-z]/.test(word));

/** What nobody who does not code should have to read. */
const technical = (text: string): string[] => [
  ...(text.match(/\b[a-z]+_[a-z_]+\b/g) ?? []),
  ...(text.match(/["`]/g) ?? []),
  ...KEYS.filter((key) => key.includes('_') && text.includes(key)),
];

describe('the words on forms', () => {
  it('covers every field', () => {
    expect(FIELDS.length).toBeGreaterThan(180);
  });

  it('have labels in title case', () => {
    const labels = [
      ...FIELDS.map(({ field }) => field.label),
      ...ALL.flatMap(({ label, output }) => [label, ...output.map((one) => one.label)]),
      ...Object.values(GROUPS).map(({ label }) => label),
      ...Object.values(RESOURCES).map(({ label }) => label),
      ...FIELDS.flatMap(({ field }) => optionsOf(field).map(({ label }) => label)),
    ];
    expect(labels.filter((label) => lowWords(label).length > 0)).toEqual([]);
  });

  it('have help in sentences without technical names', () => {
    const helps = [
      ...FIELDS.map(({ name, field }) => [name, field.help] as const),
      ...ALL.map(({ id, help }) => [id, help] as const),
      ...Object.entries(GROUPS).map(([id, { help }]) => [id, help] as const),
    ];
    expect(helps.filter(([, help]) => !/^[A-Z].+\.$/.test(help))).toEqual([]);
    expect(helps.filter(([, help]) => technical(help).length > 0)).toEqual([]);
  });

  it('have notes in sentences, and one for whatever is not current', () => {
    const notes = FIELDS.flatMap(({ name, field }) => [
      [name, field.status, field.note] as const,
      ...optionsOf(field).map(
        ({ value, status, note }) =>
          [`${name}=${value}`, field.status === undefined ? status : undefined, note] as const,
      ),
    ]);
    const entries = ALL.map(({ id, status, note }) => [id, status, note] as const);
    for (const [name, status = 'current', note] of [...notes, ...entries]) {
      if (status !== 'current') expect(note, name).toBeDefined();
      if (note !== undefined) expect(note, name).toMatch(/^[A-Z].+\.$/);
    }
  });

  it('have actions in sentence case, without a period', () => {
    const names = /\b(LeMUR|API|LLM)\b/g;
    const wrong = ALL.filter(({ action }) => !/^[A-Z][^A-Z.]*$/.test(action.replace(names, 'name')));
    expect(wrong.map(({ action }) => action)).toEqual([]);
  });

  it('tell the fields of one form apart', () => {
    for (const { id, params } of ALL) {
      const labels = Object.values(params).map(({ label }) => label);
      expect(
        labels.filter((label, at) => labels.indexOf(label) !== at),
        id,
      ).toEqual([]);
    }
  });
});

describe('the declarations', () => {
  it('have ids of their own, in snake case', () => {
    const ids = ALL.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+(_[a-z]+)*$/.test(id))).toEqual([]);
  });

  it('read something exactly where they change nothing, and name the list of many', () => {
    const wrong = ENTRIES.filter(
      ({ effect, reads, list }) =>
        (effect === 'read') !== (reads !== 'nothing') || (reads === 'many') !== (list !== undefined),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('name their source', () => {
    expect(ALL.filter(({ source }) => source === '')).toEqual([]);
    expect(FIELDS.filter(({ field }) => field.source === '')).toEqual([]);
  });

  it('hang only on fields that come earlier, under the same heading', () => {
    for (const { name, field, siblings } of FIELDS) {
      const keys = Object.keys(siblings);
      for (const [other, wanted] of Object.entries(field.showWhen ?? {})) {
        expect(keys.indexOf(other), name).toBeGreaterThanOrEqual(0);
        expect(keys.indexOf(other), name).toBeLessThan(keys.indexOf(name.split(/[ .]/).at(-1)!));
        expect(siblings[other]!.group ?? 'primary', name).toBe(field.group ?? 'primary');
        const possible = optionsOf(siblings[other]!).map(({ value }) => value);
        if (typeof wanted === 'string') expect(possible, name).toContain(wanted);
      }
    }
  });

  it('refer only to fields and entries that exist', () => {
    const ids = ALL.map(({ id }) => id);
    for (const { name, field, siblings } of FIELDS) {
      for (const { field: other } of [...(field.requires ?? []), ...(field.conflicts ?? [])]) {
        expect(Object.keys(siblings), name).toContain(other);
      }
      if (field.replacedBy !== undefined) expect([...Object.keys(siblings), ...ids], name).toContain(field.replacedBy);
    }
  });

  it('give no two fields the same place in a request', () => {
    for (const { id, params } of ALL) {
      const places = Object.entries(params).map(([key, { at, place = 'body' }]) => `${place} ${at ?? key}`);
      expect(
        places.filter((place, at) => places.indexOf(place) !== at),
        id,
      ).toEqual([]);
    }
  });

  it('offer each value once, under a label of its own', () => {
    for (const { name, field } of FIELDS) {
      const options = optionsOf(field);
      expect(new Set(options.map(({ value }) => value)).size, name).toBe(options.length);
      expect(new Set(options.map(({ label }) => label)).size, name).toBe(options.length);
    }
  });

  it('start no form with a default of the server', () => {
    for (const { name, field } of FIELDS) {
      if (field.default !== undefined) expect(field.default, name).not.toBe(field.serverDefault);
    }
  });

  it('keep every parameter of a transcription under a heading', () => {
    const bare = Object.entries<Field>(transcriptParams).filter(([, { group }]) => group === undefined);
    expect(bare.map(([key]) => key)).toEqual(['audio_url']);
  });

  it('never ask for what is required under a heading that can be closed', () => {
    const hidden = FIELDS.filter(
      ({ field }) =>
        field.required === true && field.showWhen === undefined && (field.group ?? 'primary') !== 'primary',
    );
    expect(hidden.map(({ name }) => name)).toEqual([]);
  });
});

describe('the samples', () => {
  /** Every value at a dotted path; `[]` goes through a list. */
  function valuesAt(value: unknown, path: string): unknown[] {
    let values: unknown[] = [value];
    for (const part of path.split('.')) {
      const key = part.replace('[]', '');
      values = values.flatMap((one) =>
        typeof one === 'object' && one !== null && key in one ? [(one as Record<string, unknown>)[key]] : [],
      );
      if (part.endsWith('[]')) values = values.flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []));
    }
    return values;
  }

  it.each(ALL.map((entry) => [entry.id, entry] as const))(
    'of %s has every field of the output',
    (_, { output, sample }) => {
      const lacking = output.filter(({ key, optional }) => optional !== true && valuesAt(sample, key).length === 0);
      expect(lacking.map(({ key }) => key)).toEqual([]);
    },
  );

  it.each(ALL.map((entry) => [entry.id, entry] as const))(
    'of %s has what the output says it is',
    (_, { output, sample }) => {
      const typeOf = {
        text: 'string',
        number: 'number',
        flag: 'boolean',
        date: 'string',
        url: 'string',
        file: 'string',
        object: 'object',
        list: 'object',
      };
      for (const { key, type } of output) {
        for (const value of valuesAt(sample, key)) {
          if (value === null) continue;
          expect(typeof value, key).toBe(typeOf[type]);
          expect(Array.isArray(value), key).toBe(type === 'list');
        }
      }
    },
  );

  it('say where a file is', () => {
    for (const { id, file, sample } of ALL) {
      for (const key of Object.values(file ?? {}) as string[]) expect(valuesAt(sample, key), id).toHaveLength(1);
    }
    const withFile = ALL.filter(({ file }) => file !== undefined);
    expect(withFile.length).toBeGreaterThan(1);
    expect(withFile).toEqual(ALL.filter(({ output }) => output.some(({ key }) => key === 'file_name')));
  });
});
