import { describe, expect, it } from 'vitest';
import { outputSchemaOf, resultOf } from '../src/lib/output.ts';
import { ENTRIES, EVENTS, exampleResult } from '../src/lib/core.ts';

describe('What a step outputs', () => {
  it.each([...ENTRIES, ...EVENTS].map((entry) => [entry.id, entry] as const))(
    'of %s is named by its schema',
    (_, entry) => {
      const named = outputSchemaOf(entry).fields.map(({ key }) => key);
      expect(Object.keys(resultOf(entry, exampleResult(entry))).filter((key) => !named.includes(key))).toEqual([]);
    },
  );

  it('has its parts under labels, lists by their items', () => {
    const { fields } = outputSchemaOf({
      ...ENTRIES[0]!,
      output: [
        { key: 'ready', label: 'Ready', type: 'flag' },
        { key: 'page.next', label: 'Next', type: 'url' },
        { key: 'page.size', label: 'Size', type: 'number' },
        { key: 'utterances', label: 'Utterances', type: 'list' },
        { key: 'utterances[].text', label: 'Utterance Text', type: 'text' },
      ],
    });
    expect(fields).toEqual([
      { key: 'ready', label: 'Ready', format: 'boolean' },
      {
        key: 'page',
        children: [
          { key: 'next', label: 'Next', format: 'url' },
          { key: 'size', label: 'Size', format: 'number' },
        ],
      },
      { key: 'utterances', label: 'Utterances', listItems: [{ key: 'text', label: 'Utterance Text' }] },
    ]);
  });
});
