import { describe, expect, it } from 'vitest';
import { actions, settingsIn, type ShownPart, type ShownProp, triggers } from './shown.ts';

/** Most choices that are written out. */
const CHOICES = 12;

async function sheetOf(part: ShownPart): Promise<string> {
  const lines = [part.displayName, part.description, ''];
  for (const [key, prop] of Object.entries(part.props)) {
    lines.push(...linesOf(key, prop, ''));
    for (const [name, setting] of Object.entries(await settingsIn(part, prop)))
      lines.push(...linesOf(name, setting, '  '));
  }
  return `${lines.join('\n')}\n`;
}

function linesOf(key: string, prop: ShownProp, indent: string): string[] {
  const { type, displayName = '', description, required, defaultValue, options, properties = {} } = prop;
  const marks = [
    type,
    ...(required === true ? ['required'] : []),
    ...(defaultValue === undefined ? [] : [`starts with ${JSON.stringify(defaultValue)}`]),
  ];
  const { options: choices = [] } = (options ?? {}) as {
    readonly options?: readonly { readonly label: string; readonly value: unknown }[];
  };
  const shown = choices.length > CHOICES ? choices.slice(0, 3) : choices;
  return [
    `${indent}${displayName} [${key}] ${marks.join(', ')}`,
    ...(description === undefined ? [] : description.split('\n').map((line) => `${indent}    ${line}`.trimEnd())),
    ...shown.map(({ label, value }) => `${indent}    - ${label} = ${String(value)}`),
    ...(choices.length > shown.length ? [`${indent}    - and ${choices.length - shown.length} more`] : []),
    ...Object.entries(properties).flatMap(([name, part]) => linesOf(name, part, `${indent}  `)),
  ];
}

describe('What people see', () => {
  it.each(actions.map((part) => [part.name, part] as const))('of %s is what its sheet says', async (name, part) => {
    await expect(await sheetOf(part)).toMatchFileSnapshot(`forms/actions/${name}.txt`);
  });

  it.each(triggers.map((part) => [part.name, part] as const))('of %s is what its sheet says', async (name, part) => {
    await expect(await sheetOf(part)).toMatchFileSnapshot(`forms/triggers/${name}.txt`);
  });
});
