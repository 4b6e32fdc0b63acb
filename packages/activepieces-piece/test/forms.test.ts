import { describe, expect, it } from 'vitest';
import { sheetOf } from './form-sheet.ts';
import { actions, triggers } from './shown.ts';

describe('What people see', () => {
  it.each(actions.map((part) => [part.name, part] as const))('of %s is what its sheet says', async (name, part) => {
    await expect(await sheetOf(part)).toMatchFileSnapshot(`forms/actions/${name}.txt`);
  });

  it.each(triggers.map((part) => [part.name, part] as const))('of %s is what its sheet says', async (name, part) => {
    await expect(await sheetOf(part)).toMatchFileSnapshot(`forms/triggers/${name}.txt`);
  });

  it('keeps the names that flows are stored with', async () => {
    const names = [...actions, ...triggers].map(({ name }) => name);
    await expect(`${names.join('\n')}\n`).toMatchFileSnapshot('forms/names.txt');
  });
});
