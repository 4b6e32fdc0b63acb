import { clientFor } from './client.ts';
import { sentenceOf } from './errors.ts';
import { assemblyAiAuth } from './auth.ts';
import { type InputPropertyMap, Property } from './host-values.ts';
import {
  type AnyEntry,
  type AnyEvent,
  conditionInWords,
  type Field,
  type Fields,
  optionsOf,
  transcriptChoice,
} from './suite.ts';

type Prop = InputPropertyMap[string];

/** Ending of the property that takes a file in place of a link. */
export const FILE = '_file';
/** Ending of the property that holds what belongs to a switch. */
export const SETTINGS = '_settings';

/** Transcripts in the dropdown: the newest. */
const CHOICES = 50;

/**
 * One entry's form: what it works on, what the host asks besides, then the rest in the catalogue's order. What belongs to
 * a switch comes once it is on.
 */
export function propsOf({ params }: AnyEntry | AnyEvent, more: InputPropertyMap = {}): InputPropertyMap {
  const fields = Object.entries(params as Fields).filter(([, { showWhen }]) => showWhen === undefined);
  const shown = (some: readonly (readonly [string, Field])[]): InputPropertyMap =>
    Object.fromEntries(
      some.flatMap(([key, field]): [string, Prop][] => [
        ...own(key, field),
        ...settingsOf(key, field, params as Fields),
      ]),
    );
  const isNeeded = ([, { required }]: readonly [string, Field]): boolean => required === true;
  return { ...shown(fields.filter(isNeeded)), ...more, ...shown(fields.filter((one) => !isNeeded(one))) };
}

/** A link and a file stand side by side: a file property would fetch the link into memory. */
function own(key: string, field: Field): [string, Prop][] {
  if (field.kind !== 'media') return [[key, propOf(field)]];
  const file = Property.File({
    displayName: field.fileOnly === true ? field.label : `${field.label} File`,
    description: field.fileOnly === true ? field.help : 'The file itself, where there is no link to it.',
    required: field.fileOnly === true,
  }) as Prop;
  if (field.fileOnly === true) return [[key, file]];
  const link = Property.ShortText({
    displayName: `${field.label} URL`,
    description: 'A link that leads straight to the audio or video file, without a sign-in.',
    required: false,
  }) as Prop;
  return [
    [key, link],
    [key + FILE, file],
  ];
}

/** What belongs to a switch, and to the switches among that. */
function settingsOf(key: string, field: Field, fields: Fields): [string, Prop][] {
  const wanted = dependentsOf(key, fields);
  if (wanted.length === 0) return [];
  const isWantedOff = wanted.every(([, { showWhen = {} }]) => showWhen[key] === false);
  const settings = Property.DynamicProperties({
    auth: assemblyAiAuth,
    displayName: `${field.label} Settings`,
    description: `What belongs to ${field.label}.`,
    required: false,
    refreshers: [key],
    props: (answers) => {
      const isOn = isSwitchedOn((answers as Readonly<Record<string, unknown>>)[key]);
      return Promise.resolve(
        (isOn !== isWantedOff
          ? Object.fromEntries(wanted.map(([name, one]) => [name, propOf(one, key, fields)]))
          : {}) as never,
      );
    },
  });
  return [[key + SETTINGS, settings as unknown as Prop]];
}

const dependentsOf = (key: string, fields: Fields): [string, Field][] =>
  Object.entries(fields).filter(([, { showWhen = {} }]) => Object.keys(showWhen)[0] === key);

export const isSwitchedOn = (answer: unknown): boolean => answer === true || answer === 'true';

/** One property. Conditions that its place does not show become a closing sentence. */
export function propOf(field: Field, shownBy?: string, siblings: Fields = {}): Prop {
  const { [shownBy ?? '']: _, ...others } = field.showWhen ?? {};
  const condition = Object.keys(others).length === 0 ? undefined : `Used when ${conditionInWords(others, siblings)}.`;
  const unit = field.kind === 'number' && field.unit === 'ms' ? 'In milliseconds.' : undefined;
  const words = {
    displayName: field.label,
    description: [helpOf(field), unit, condition, field.note].filter((text) => text !== undefined).join(' '),
    required: field.required === true,
    ...(field.default !== undefined && { defaultValue: field.default as never }),
  };
  return property(field, words) as Prop;
}

const helpOf = ({ kind, help }: Field): string =>
  kind === 'flag' ? `${help.charAt(0).toUpperCase()}${help.slice(1)}` : help;

function property(field: Field, words: { displayName: string; description: string; required: boolean }): unknown {
  switch (field.kind) {
    case 'text':
      if (field.format === 'transcript') return transcriptDropdown(words);
      return field.multiline === true ? Property.LongText(words) : Property.ShortText(words);
    case 'number':
      return Property.Number(words);
    case 'flag':
      // A checkbox that was left alone cannot be told from one that is off, so what is on by itself is asked in words.
      return field.serverDefault === true
        ? Property.StaticDropdown({ ...words, options: { options: ON_OFF } })
        : Property.Checkbox(words);
    case 'choice':
    case 'openChoice':
      return Property.StaticDropdown({ ...words, options: choicesOf(field) });
    case 'choices':
      return Property.StaticMultiSelectDropdown({ ...words, options: choicesOf(field) });
    case 'terms':
      return Property.Array(words);
    case 'rows':
      return Property.Array({
        ...words,
        properties: Object.fromEntries(
          Object.entries(field.columns).map(([key, column]) => [key, columnOf(column)]),
        ) as never,
      });
    case 'media':
      return Property.File(words);
    case 'json':
      return Property.Json(words);
  }
}

/** Rows hold no lists, so a list in a row is one text. */
const columnOf = (column: Field): Prop =>
  column.kind === 'terms'
    ? (Property.ShortText({
        displayName: column.label,
        description: `${column.help} Separate several by commas.`,
        required: column.required === true,
      }) as Prop)
    : propOf(column);

const ON_OFF = [
  { label: 'On', value: 'true' },
  { label: 'Off', value: 'false' },
];

const choicesOf = (field: Field): { options: { label: string; value: string }[] } => ({
  options: optionsOf(field).map(({ label, value }) => ({ label, value })),
});

/** The newest transcripts of the account; any other is given as an expression. */
const transcriptDropdown = (words: { displayName: string; description: string; required: boolean }): unknown =>
  Property.Dropdown({
    ...words,
    auth: assemblyAiAuth,
    refreshers: [],
    options: async ({ auth }) => {
      if (auth === undefined || auth === null) {
        return { disabled: true, options: [], placeholder: 'Connect your AssemblyAI account first.' };
      }
      try {
        const { transcripts } = await clientFor(auth).transcripts.list({ limit: CHOICES });
        return { disabled: false, options: transcripts.map(transcriptChoice) };
      } catch (thrown) {
        return { disabled: true, options: [], placeholder: sentenceOf(thrown) };
      }
    },
  });
