import { describe, expect, it } from 'vitest';
import { differencesOf, tableOf } from '../samples/table.ts';

const same = { host: 'A', id: 'get', sample: ['id', 'text'], live: ['id', 'text'] };
const other = { host: 'B', id: 'transcribe', sample: ['id', 'summary'], live: ['id', 'words'] };

describe('the table of samples', () => {
  it('names the keys that only one side has', () => {
    expect(differencesOf(same)).toEqual([]);
    expect(differencesOf(other)).toEqual(['-summary', '+words']);
  });

  it('has a line for each comparison, and the sum', () => {
    expect(tableOf([same, other]).split('\n')).toEqual([
      'host  operation or event  sample  live  differences',
      'A     get                 2       2     0',
      'B     transcribe          2       2     2            -summary +words',
      '',
      '2 samples, 2 differences',
      '',
    ]);
  });
});
