import type { FormPart, InputField } from '../src/form.ts';
import type { ResultField } from '../src/output.ts';

/** An action, a search or a trigger, as far as people see it. */
export interface Shown {
  readonly display: { readonly label: string; readonly description: string; readonly hidden?: boolean };
  readonly operation: {
    readonly inputFields: readonly FormPart[];
    readonly inputFieldGroups: readonly { readonly key: string; readonly label: string }[];
    readonly outputFields: readonly ResultField[];
    readonly sample: Readonly<Record<string, unknown>>;
  };
}

/** Most choices that are written out. */
const CHOICES = 12;

/** What people see of it, as text: what it asks, in order and with its conditions, and what it outputs. */
export function sheetOf({ display, operation }: Shown): string {
  const { inputFields, inputFieldGroups, outputFields, sample } = operation;
  return [
    `${display.label}${display.hidden === true ? ' (hidden)' : ''}`,
    display.description,
    '',
    `Groups: ${inputFieldGroups.map(({ label }) => label).join(', ') || 'none'}`,
    '',
    'Asks',
    ...inputFields.flatMap((part, at) =>
      typeof part === 'function' ? conditional(part, inputFields.slice(0, at)) : linesOf(part, '  '),
    ),
    '',
    'HostIo on',
    ...outputFields.map(({ key, label, type = 'string' }) => `  ${label} [${key}] ${type}`),
    '',
    `Sample: ${Object.keys(sample).join(', ')}`,
    '',
  ].join('\n');
}

/** Fields that come with an answer: what is there at first, then what each switch before them adds. */
function conditional(part: Exclude<FormPart, InputField>, before: readonly FormPart[]): string[] {
  const ask = (inputData: Record<string, unknown>): InputField[] => part({} as never, { inputData } as never);
  const controls = [...before, ...ask(everything(before))].filter(
    (one): one is InputField => typeof one !== 'function' && one.altersDynamicFields === true,
  );
  const atFirst = ask({});
  const seen = new Set(atFirst.map(({ key }) => key));
  const lines = atFirst.flatMap((field) => linesOf(field, '  '));
  const answered: Record<string, unknown> = {};
  for (const { key, label } of controls) {
    answered[key] = true;
    const added = ask(answered).filter((field) => !seen.has(field.key));
    if (added.length === 0) continue;
    lines.push(`  when ${label} is on`, ...added.flatMap((field) => linesOf(field, '    ')));
    for (const field of added) seen.add(field.key);
  }
  return lines;
}

const everything = (parts: readonly FormPart[]): Record<string, unknown> =>
  Object.fromEntries(parts.flatMap((part) => (typeof part === 'function' ? [] : [[part.key, true]])));

function linesOf(field: InputField, indent: string): string[] {
  const {
    key,
    label,
    type,
    required,
    list,
    default: start,
    group,
    choices,
    children,
    altersDynamicFields,
    helpText,
  } = field;
  const marks = [
    children === undefined ? (type ?? 'string') : 'line items',
    ...(required === true ? ['required'] : []),
    ...(list === true ? ['list'] : []),
    ...(start === undefined ? [] : [`starts with ${start}`]),
    ...(group === undefined ? [] : [`in ${group}`]),
    ...(altersDynamicFields === true ? ['changes the form'] : []),
  ];
  return [
    `${indent}${label} [${key}] ${marks.join(', ')}`,
    ...(helpText === undefined ? [] : [`${indent}    ${helpText}`]),
    ...choiceLines(choices, `${indent}    - `),
    ...(children ?? []).flatMap((child) => linesOf(child, `${indent}  `)),
  ];
}

function choiceLines(choices: InputField['choices'], indent: string): string[] {
  if (choices === undefined) return [];
  if (!Array.isArray(choices)) return [`${indent}the transcripts of the account`];
  const shown = choices.length > CHOICES ? choices.slice(0, 3) : choices;
  const more = choices.length - shown.length;
  return [
    ...shown.map(({ value, label }) => `${indent}${label} = ${value}`),
    ...(more > 0 ? [`${indent}and ${more} more`] : []),
  ];
}
