import { assemblyAiAuth } from './credential.ts';
import { type InputPropertyMap, MarkdownVariant, Property } from './host-values.ts';
import {
  type AnyEntry,
  type AnyEvent,
  conditionInWords,
  type Field,
  type Fields,
  GROUPS,
  type GroupId,
  optionsOf,
  unitInWords,
} from './core.ts';
import { SETTINGS } from './names.ts';
import { transcriptPicker } from './picker.ts';

type Prop = InputPropertyMap[string];

/** Ending of the property that takes a file in place of a link. */
export const FILE = '_file';

/**
 * One entry's form: what it works on, what the host asks also, then the rest under the catalogue's headings. The
 * settings of a switch appear once it is on; older fields come last.
 */
export function propsOf({ params }: AnyEntry | AnyEvent, more: InputPropertyMap = {}): InputPropertyMap {
  const fields = Object.entries(params).filter(([, { showWhen }]) => showWhen === undefined);
  const part = (isMeant: (field: Field) => boolean, heading?: [string, Prop]): [string, Prop][] => {
    const meant = fields.filter(([, field]) => isMeant(field));
    const props = meant.flatMap(([key, field]) => [...own(key, field), ...settingsOf(key, field, params)]);
    return heading === undefined || props.length === 0 ? props : [heading, ...props];
  };
  const isNeeded = ({ required }: Field): boolean => required === true;
  const isOlder = ({ status = 'current' }: Field): boolean => status !== 'current';
  const isOf = (group: GroupId) => (field: Field) =>
    (field.group ?? 'primary') === group && !isNeeded(field) && !isOlder(field);
  const [primary, ...groups] = Object.keys(GROUPS) as GroupId[];
  return Object.fromEntries([
    ...part(isNeeded),
    ...Object.entries(more),
    ...part(isOf(primary!)),
    ...groups.flatMap((group) => part(isOf(group), headingOf(group, GROUPS[group]))),
    ...part((field) => isOlder(field) && !isNeeded(field), headingOf('older', OLDER)),
  ]);
}

const OLDER = { label: 'Older Options', help: 'What earlier models and versions used. Leave them as they are.' };

const headingOf = (id: string, { label, help }: { label: string; help: string }): [string, Prop] => [
  `about_${id}`,
  Property.MarkDown({ value: `**${label}.** ${help}`, variant: MarkdownVariant.BORDERLESS }),
];

/** A link and a file stand side by side: a file property would fetch the link into memory. */
function own(key: string, field: Field): [string, Prop][] {
  if (field.kind !== 'media') return [[key, propOf(field)]];
  const file = Property.File({
    displayName: field.fileOnly === true ? field.label : `${field.label} File`,
    description: field.fileOnly === true ? field.help : 'The file itself, where there is no link to it.',
    required: field.fileOnly === true,
  });
  if (field.fileOnly === true) return [[key, file]];
  const link = Property.ShortText({
    displayName: `${field.label} URL`,
    description: 'A link that leads straight to the audio or video file, without a sign-in.',
    required: false,
  });
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
      const isShown = isSwitchedOn(answers[key]) !== isWantedOff;
      return Promise.resolve(
        isShown ? Object.fromEntries(wanted.map(([name, one]) => [name, propOf(one, key, fields)])) : {},
      );
    },
  });
  return [[key + SETTINGS, settings]];
}

const dependentsOf = (key: string, fields: Fields): [string, Field][] =>
  Object.entries(fields).filter(([, { showWhen = {} }]) => Object.keys(showWhen)[0] === key);

export const isSwitchedOn = (answer: unknown): boolean => answer === true || answer === 'true';

/** One property. Conditions that its place does not show become a closing sentence. */
export function propOf(field: Field, shownBy?: string, siblings: Fields = {}): Prop {
  const { [shownBy ?? '']: _, ...others } = field.showWhen ?? {};
  const condition = Object.keys(others).length === 0 ? undefined : `Used when ${conditionInWords(others, siblings)}.`;
  const words = {
    displayName: field.label,
    description: [helpOf(field), unitInWords(field, ['ms', 's', 'tokens']), condition, field.note, exampleOf(field)]
      .filter((text) => text !== undefined)
      .join(' '),
    required: field.required === true,
    ...(field.default !== undefined && { defaultValue: field.default as never }),
  };
  return property(field, words);
}

/** Properties have no place for something to start from, so what is typed in a certain form is shown in words. */
function exampleOf(field: Field): string | undefined {
  const isText = field.kind === 'text' && field.multiline !== true && field.format !== 'transcript';
  if (field.example === undefined || !(isText || field.kind === 'json')) return undefined;
  return `For instance: ${field.kind === 'json' ? JSON.stringify(field.example) : String(field.example)}`;
}

const helpOf = ({ kind, help }: Field): string =>
  kind === 'flag' ? `${help.charAt(0).toUpperCase()}${help.slice(1)}` : help;

function property(field: Field, words: { displayName: string; description: string; required: boolean }): Prop {
  switch (field.kind) {
    case 'text':
      if (field.format === 'transcript') return Property.Dropdown({ ...words, ...transcriptPicker });
      return field.multiline === true ? Property.LongText(words) : Property.ShortText(words);
    case 'number':
      return Property.Number(words);
    case 'flag':
      // An untouched checkbox looks like one that is off, so a setting that is on by default gets a dropdown.
      return field.serverDefault === true
        ? Property.StaticDropdown({ ...words, options: { options: ON_OFF } })
        : Property.Checkbox(words);
    case 'choice':
    case 'openChoice':
      return Property.StaticDropdown({ ...words, options: choicesOf(field) });
    case 'choices':
      return Property.StaticMultiSelectDropdown({ ...words, options: choicesOf(field) });
    case 'terms':
      return field.format === 'transcript'
        ? Property.MultiSelectDropdown({ ...words, ...transcriptPicker })
        : Property.Array(words);
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
    ? Property.ShortText({
        displayName: column.label,
        description: `${column.help} Separate several by commas.`,
        required: column.required === true,
      })
    : propOf(column);

const ON_OFF = [
  { label: 'On', value: 'true' },
  { label: 'Off', value: 'false' },
];

const choicesOf = (field: Field): { options: { label: string; value: string }[] } => ({
  options: optionsOf(field).map(({ label, value }) => ({ label, value })),
});
