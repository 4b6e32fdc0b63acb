import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { findEntry, LIVE_CHANGES, streamingParams, syncParams, transcriptParams } from '@aai-connectors/core';
import { docOf } from '../params/docs.ts';
import { generatedParams } from '../params/generate.ts';
import { type Member, treeOf } from '../params/tree.ts';

const FOLDER = new URL('../../../packages/core/src/params/', import.meta.url);

const leavesOf = (members: readonly Member[]): readonly Member[] =>
  members.flatMap((member) => (member.members.length === 0 ? [member] : leavesOf(member.members)));

describe('the types of parameters', () => {
  it('are what the catalogue says: else run `npx nx sheets repo`', async () => {
    for (const [path, text] of await generatedParams()) {
      expect(await readFile(new URL(path, FOLDER), 'utf8'), path).toBe(text);
    }
  });

  it('have every parameter, under its own name', async () => {
    const text = [...(await generatedParams()).values()].join('\n');
    const forms = [transcriptParams, streamingParams, syncParams, findEntry('llm_chat')!.params];
    const names = forms.flatMap((form) => leavesOf(treeOf(form)).map(({ name }) => name));
    expect(names.length).toBeGreaterThan(140);
    expect(names.filter((name) => name !== 'audio_url' && !new RegExp(`readonly ${name}\\??:`).test(text))).toEqual([]);
  });

  it('name what can change in a running session', async () => {
    const vocabulary = (await generatedParams()).get('vocabulary.ts')!;
    const union = vocabulary.slice(vocabulary.indexOf('StreamingChange ='));
    expect(LIVE_CHANGES.filter((name) => !union.includes(`'${name}'`))).toEqual([]);
  });
});

describe('the comment of a parameter', () => {
  const words = { label: 'A', help: 'Helps.', source: 'rest.md 4.1, newer.md 2' } as const;

  it('says unit, range, default and source', () => {
    const field = { ...words, kind: 'number', unit: 'ms', min: 0, max: 1000, serverDefault: 500 } as const;
    expect(docOf('a', field, {})).toEqual([
      'Helps. In milliseconds. 0 to 1000.',
      '',
      'Contract: `rest.md` section 4.1, `newer.md` section 2.',
      '',
      '@default 500',
    ]);
  });

  it('does not say again what the help says', () => {
    const help = 'Up to 8,000 words.';
    expect(docOf('a', { ...words, help, kind: 'text', maxWords: 8000 }, {})[0]).toBe(help);
  });

  it('calls other parameters by their names in code, and says what to use instead', () => {
    const siblings = {
      other: { ...words, kind: 'flag', label: 'The Other', at: 'options.other' },
      old: { ...words, kind: 'text', status: 'rejected', note: 'No.', replacedBy: 'other', help: 'Like The Other.' },
      near: { ...words, kind: 'text', at: 'options.near', requires: [{ field: 'other', is: true, source: 'x' }] },
    } as const;
    expect(docOf('old', siblings.old, siblings)).toEqual([
      'Like `options.other`.',
      '',
      'Contract: `rest.md` section 4.1, `newer.md` section 2.',
      '',
      '@deprecated No longer accepted by the API. Use `options.other` instead.',
    ]);
    expect(docOf('options.near', siblings.near, siblings)[2]).toBe('Needs `other`: `true`.');
  });
});
