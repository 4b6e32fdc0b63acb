import { describe, expect, it } from 'vitest';
import app from '../src/index.ts';
import { sheetOf, type Shown } from './form-sheet.ts';

const { triggers, searches, creates } = app as unknown as Record<string, Readonly<Record<string, Shown>>>;
const all = [
  ...Object.entries(triggers!)
    .filter(([, { display }]) => display.hidden !== true)
    .map(([key, part]) => [`triggers/${key}`, part] as const),
  ...Object.entries(searches!).map(([key, part]) => [`searches/${key}`, part] as const),
  ...Object.entries(creates!).map(([key, part]) => [`creates/${key}`, part] as const),
];

describe('What people see', () => {
  it.each(all)('of %s is what its sheet says', async (place, part) => {
    await expect(sheetOf(part)).toMatchFileSnapshot(`forms/${place}.txt`);
  });
});
