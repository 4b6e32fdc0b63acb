import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sheetOf } from './form-sheet.ts';
import { actions, triggers } from './shown.ts';

describe('The form', () => {
  it.each(actions.map((part) => [part.name, part] as const))(
    'of the action %s matches its sheet',
    async (name, part) => {
      await expect(await sheetOf(part)).toMatchFileSnapshot(`forms/actions/${name}.txt`);
    },
  );

  it.each(triggers.map((part) => [part.name, part] as const))(
    'of the trigger %s matches its sheet',
    async (name, part) => {
      await expect(await sheetOf(part)).toMatchFileSnapshot(`forms/triggers/${name}.txt`);
    },
  );

  it.each([
    ['actions', actions],
    ['triggers', triggers],
  ] as const)('has no sheet of removed %s', (folder, parts) => {
    const files = readdirSync(new URL(`forms/${folder}`, import.meta.url));
    expect(files.sort()).toEqual(parts.map(({ name }) => `${name}.txt`).sort());
  });

  it('keeps the names that flows refer to', async () => {
    const names = [...actions, ...triggers].map(({ name }) => name);
    await expect(`${names.join('\n')}\n`).toMatchFileSnapshot('forms/names.txt');
  });
});
