import { describe, expect, it } from 'vitest';
import {
  connectionParams,
  ENTRIES,
  EVENTS,
  exampleResult,
  type Field,
  type Fields,
  followUpFields,
  GROUPS,
  lemurSummaryParams,
  optionsOf,
  RESOURCES,
  sampleOf,
  streamingParams,
  syncParams,
  transcriptParams,
} from '../../src/index.ts';
import { everyField } from './support.ts';

const ALL = [...ENTRIES, ...EVENTS];
/** Every declaration of fields: those of the entries, and those that no entry has. */
const FORMS: readonly { readonly id: string; readonly params: Fields }[] = [
  ...ALL,
  { id: 'connection', params: connectionParams },
  { id: 'follow_up', params: followUpFields },
  { id: 'streaming', params: streamingParams },
  { id: 'sync', params: syncParams },
  { id: 'lemur_summary', params: lemurSummaryParams },
];
const FIELDS = FORMS.flatMap(({ id, params }) =>
  everyField(params).map(([name, field, siblings]) => ({ name: `${id}: ${name}`, field, siblings })),
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

/** Technical names and characters, which must not appear on forms. */
const technical = (text: string): string[] => [
  ...(text.match(/\b[a-z]+_[a-z_]+\b/g) ?? []),
  ...(text.match(/["`]/g) ?? []),
  ...KEYS.filter((key) => key.includes('_') && text.includes(key)),
];

const wordCount = (text: string): number => text.split(/\s+/).length;

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

  it('have short help: at most 20 words, and at most 10 in half of the fields', () => {
    const long = FIELDS.filter(({ field }) => wordCount(field.help) > 20);
    expect(long.map(({ name }) => name)).toEqual([]);
    expect(ALL.filter(({ help }) => wordCount(help) > 20).map(({ id }) => id)).toEqual([]);
    const counts = FIELDS.map(({ field }) => wordCount(field.help)).sort((one, other) => one - other);
    expect(counts[Math.floor(counts.length / 2)]).toBeLessThanOrEqual(10);
  });

  it('have help that starts with a noun or a verb', () => {
    const starts = /^(?:What|Which transcripts?|Where|Who|When|Whether|Only|Without|It|There|This|That)\b/;
    expect(FIELDS.filter(({ field }) => starts.test(field.help)).map(({ name }) => name)).toEqual([]);
  });

  it('have a verb phrase as the help of a flag, which can follow "Whether to"', () => {
    const flags = FIELDS.filter(({ field }) => field.kind === 'flag');
    expect(flags.length).toBeGreaterThan(40);
    const wrong = flags.filter(({ field: { help } }) =>
      /^(?:\w+[^s]s|An?|The|If|On|Off|In|To|Also|Not|\w+ing)\b/.test(help),
    );
    expect(wrong.map(({ name, field }) => `${name}: ${field.help}`)).toEqual([]);
  });

  it('have a verb in the third person at the start of the help of an entry', () => {
    expect(ALL.filter(({ help }) => !/^[A-Z][a-z]+s\b/.test(help)).map(({ id }) => id)).toEqual([]);
  });

  it('have notes in sentences, and a note for everything that is not current', () => {
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

  it('are unique within a form', () => {
    for (const { id, params } of FORMS) {
      const labels = Object.values(params).map(({ label }) => label);
      expect(
        labels.filter((label, at) => labels.indexOf(label) !== at),
        id,
      ).toEqual([]);
    }
  });
});

describe('the declarations', () => {
  it('have unique IDs in snake case', () => {
    const ids = ALL.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+(_[a-z]+)*$/.test(id))).toEqual([]);
  });

  it('declare what they read if they change nothing, and the list if they read many', () => {
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

  it('depend only on earlier fields in the same group', () => {
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

  it('give each field its own place in a request', () => {
    for (const { id, params } of ALL) {
      const places = Object.entries(params).map(([key, { at, place = 'body' }]) => `${place} ${at ?? key}`);
      expect(
        places.filter((place, at) => places.indexOf(place) !== at),
        id,
      ).toEqual([]);
    }
  });

  it('have unique option values and labels', () => {
    for (const { name, field } of FIELDS) {
      const options = optionsOf(field);
      expect(new Set(options.map(({ value }) => value)).size, name).toBe(options.length);
      expect(new Set(options.map(({ label }) => label)).size, name).toBe(options.length);
    }
  });

  it('do not prefill forms with server defaults', () => {
    for (const { name, field } of FIELDS) {
      if (field.default !== undefined) expect(field.default, name).not.toBe(field.serverDefault);
    }
  });

  it('put every transcription parameter into a group', () => {
    const bare = Object.entries<Field>(transcriptParams).filter(([, { group }]) => group === undefined);
    expect(bare.map(([key]) => key)).toEqual(['audio_url']);
  });

  it('have no required field in a collapsible group', () => {
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

  it.each(ALL.map((entry) => [entry.id, entry] as const))('of %s has every field of the output', (_, entry) => {
    const sample = sampleOf(entry);
    const lacking = entry.output.filter(({ key, optional }) => optional !== true && valuesAt(sample, key).length === 0);
    expect(lacking.map(({ key }) => key)).toEqual([]);
  });

  it.each(ALL.map((entry) => [entry.id, entry] as const))('of %s has what the output says it is', (_, entry) => {
    const sample = sampleOf(entry);
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
    for (const { key, type } of entry.output) {
      for (const value of valuesAt(sample, key)) {
        if (value === null) continue;
        expect(typeof value, key).toBe(typeOf[type]);
        expect(Array.isArray(value), key).toBe(type === 'list');
      }
    }
  });

  it('say where a file is', () => {
    for (const entry of ALL) {
      const keys = Object.values(entry.file ?? {}) as string[];
      for (const key of keys) {
        expect(valuesAt(exampleResult(entry), key), entry.id).toHaveLength(1);
        expect(valuesAt(sampleOf(entry), key), entry.id).toHaveLength(1);
      }
    }
    const withFile = ALL.filter(({ file }) => file !== undefined);
    expect(withFile.length).toBeGreaterThan(1);
    expect(withFile).toEqual(ALL.filter(({ output }) => output.some(({ key }) => key === 'mime_type')));
  });
});
