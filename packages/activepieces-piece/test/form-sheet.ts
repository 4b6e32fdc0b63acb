import { settingsIn, type ShownPart, type ShownProp } from './shown.ts';

/** Number of choices up to which a sheet lists all of them. */
const CHOICES = 12;

/** The form of an action or a trigger as text, with the settings of all topics. */
export async function sheetOf(part: ShownPart): Promise<string> {
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
