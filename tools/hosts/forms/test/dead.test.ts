import { describe, expect, it } from 'vitest';
import { deadIn } from '../measure/dead.ts';
import { entryWith, field, formOf, words } from './made-up.ts';

const entry = entryWith({
  model: {
    kind: 'openChoice',
    ...words,
    options: [
      { value: 'new', label: 'New' },
      { value: 'old', label: 'Old', status: 'deprecated' },
    ],
  },
  boost: { kind: 'flag', ...words, status: 'rejected' },
  audio: { kind: 'media', ...words, status: 'deprecated' },
  people: { kind: 'rows', ...words, columns: { name: { kind: 'text', ...words, status: 'deprecated' } } },
});

const dead = (...shown: Parameters<typeof formOf>[1]): readonly string[] => deadIn(formOf('zapier', shown), [entry]);

describe('What is dead in a form', () => {
  it('are fields whose status is not current', () => {
    expect(dead(field('boost'), field('model'))).toEqual(['boost']);
  });

  it('are the options that the form offers, not those that it left out', () => {
    const options = [
      { value: 'new', label: 'New' },
      { value: 'old', label: 'Old' },
    ];
    expect(dead(field('model', { control: 'choice', options }))).toEqual(['model = old']);
    expect(dead(field('model', { control: 'choice', options: options.slice(0, 1) }))).toEqual([]);
  });

  it.each(['audio_source', 'audio_field', 'audio_file'])('is %s, which a host makes of a dead media field', (key) => {
    expect(dead(field(key))).toEqual(['audio']);
  });

  it.each(['name', 'people_name'])('is the column %s', (key) => {
    expect(dead(field('people', { control: 'rows', columns: [field(key)] }))).toEqual(['people: name']);
  });

  it('is nothing that the catalogue does not know', () => {
    expect(dead(field('waiting'), field('boost_source'))).toEqual([]);
  });
});
