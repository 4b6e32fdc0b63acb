import type { FormPart, InputField } from '../src/form.ts';
import type { ResultField } from '../src/output.ts';

/** The visible part of an action, a search, or a trigger. */
export interface Shown {
  readonly display: { readonly label: string; readonly description: string; readonly hidden?: boolean };
  readonly operation: {
    readonly inputFields: readonly FormPart[];
    readonly inputFieldGroups: readonly { readonly key: string; readonly label?: string }[];
    readonly outputFields: readonly ResultField[];
    readonly sample: Readonly<Record<string, unknown>>;
  };
}

/** Longest list of choices that a sheet shows in full. */
const CHOICES = 12;

/** A form as text: its fields in order with their conditions, and its output. */
export function sheetOf({ display, operation }: Shown): string {
  const { inputFields, inputFieldGroups, outputFields, sample } = operation;
  const ask = formOf(inputFields);
  const atFirst = ask({});
  return [
    display.label,
    display.description,
    '',
    `Topics: ${inputFieldGroups.flatMap(({ label = [] }) => label).join(', ') || 'none'}`,
    '',
    `Fields at first sight: ${atFirst.length}`,
    ...atFirst.flatMap((field) => linesOf(field, '  ')),
    ...revealed(ask),
    '',
    'Output',
    ...outputFields.map(({ key, label, type = 'string' }) => `  ${label} [${key}] ${type}`),
    '',
    `Sample: ${Object.keys(sample).join(', ')}`,
    '',
  ].join('\n');
}

type Answers = Readonly<Record<string, unknown>>;
type Ask = (answers: Answers) => readonly InputField[];

const formOf =
  (parts: readonly FormPart[]): Ask =>
  (inputData) =>
    parts.flatMap((part) => (typeof part === 'function' ? part({} as never, { inputData } as never) : [part]));

/** What each answer to a control adds, with as few answers as possible. */
function revealed(ask: Ask): string[] {
  const known = new Set(ask({}).map(({ key }) => key));
  const lines: string[] = [];
  const states: { readonly answers: Answers; readonly when: string }[] = [{ answers: {}, when: '' }];
  // The loop also visits the states that it adds.
  for (const { answers, when } of states) {
    const controls = ask(answers).filter((field) => field.altersDynamicFields === true && !(field.key in answers));
    for (const control of controls) {
      for (const { answer, words } of answersTo(control)) {
        const state = {
          answers: { ...answers, [control.key]: answer },
          when: `${when === '' ? '' : `${when}, `}${control.label} is ${words}`,
        };
        const added = ask(state.answers).filter(({ key }) => !known.has(key));
        if (added.length === 0) continue;
        for (const { key } of added) known.add(key);
        lines.push('', `When ${state.when}`, ...added.flatMap((field) => linesOf(field, '  ')));
        states.push(state);
      }
    }
  }
  return lines;
}

function answersTo({ type, choices, list }: InputField): readonly { answer: unknown; words: string }[] {
  if (type === 'boolean') {
    return [
      { answer: 'true', words: 'on' },
      { answer: 'false', words: 'off' },
    ];
  }
  if (choices === undefined) return [{ answer: 'something', words: 'filled in' }];
  return choices
    .slice(0, CHOICES)
    .map(({ value, label }) => ({ answer: list === true ? [value] : value, words: label }));
}

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
    dynamic,
    search,
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
    ...(helpText ?? '').split('\n').flatMap((line) => (line === '' ? [] : [`${indent}    ${line}`])),
    ...(dynamic === undefined ? [] : [`${indent}    - the transcripts of the account`]),
    ...(search === undefined ? [] : [`${indent}    - a search step: ${search}`]),
    ...choiceLines(choices, `${indent}    - `),
    ...(children ?? []).flatMap((child) => linesOf(child, `${indent}  `)),
  ];
}

function choiceLines(choices: InputField['choices'], indent: string): string[] {
  if (choices === undefined) return [];
  const shown = choices.length > CHOICES ? choices.slice(0, 3) : choices;
  const more = choices.length - shown.length;
  return [
    ...shown.map(({ value, label }) => `${indent}${label} = ${value}`),
    ...(more > 0 ? [`${indent}and ${more} more`] : []),
  ];
}
