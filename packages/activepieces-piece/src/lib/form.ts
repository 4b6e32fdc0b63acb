import { assemblyAiAuth } from './credential.ts';
import { type InputPropertyMap, Property } from './host-values.ts';
import {
  type AnyEntry,
  type AnyEvent,
  conditionInWords,
  type Field,
  type Fields,
  formFields,
  GROUPS,
  type GroupId,
  isForNoWaiting,
  optionsOf,
  prominenceOf,
  unitInWords,
} from './core.ts';
import { MORE, SETTINGS } from './names.ts';
import { transcriptPicker } from './picker.ts';

type Prop = InputPropertyMap[string];

/** Ending of the property that takes a file in place of a link. */
export const FILE = '_file';

/** What the host asks in addition to the catalogue: how the step runs, and what it outputs. */
export interface HostProps {
  /** Placed after the input of the step. */
  readonly how?: InputPropertyMap;
  /** Placed after the essential fields. */
  readonly output?: InputPropertyMap;
}

/** Forms with more optional fields than this show them by topic. */
const MANY_FIELDS = 8;

/**
 * The form of one entry: its input, how the step runs, the other essential fields, the output, and then everything else.
 * A long form shows the rest by topic, once the topic is chosen.
 */
export function propsOf({ params }: AnyEntry | AnyEvent, { how = {}, output = {} }: HostProps = {}): InputPropertyMap {
  const fields = formFields(params);
  const entries = Object.entries(fields);
  const isInput = ([, field]: Asked): boolean => field.required === true && field.showWhen === undefined;
  const isEssential = (asked: Asked): boolean => !isInput(asked) && prominenceOf(asked[1]) === 'essential';
  const others = byProminence(entries.filter((asked) => !isInput(asked) && !isEssential(asked)));
  const isLong = others.length > MANY_FIELDS;
  const atOnce = isLong ? others.filter(([, field]) => groupOf(field) === 'primary') : others;
  const shown = (list: readonly Asked[]): [string, Prop][] => list.flatMap(([key, field]) => own(key, field, fields));
  return {
    ...Object.fromEntries(shown(entries.filter(isInput))),
    ...how,
    ...Object.fromEntries(shown(entries.filter(isEssential))),
    ...output,
    ...Object.fromEntries(shown(atOnce)),
    ...(isLong &&
      topicProps(
        others.filter((asked) => !atOnce.includes(asked)),
        fields,
      )),
  };
}

type Asked = readonly [key: string, field: Field];

const groupOf = ({ group = 'primary' }: Field): GroupId => group;

const byProminence = (list: readonly Asked[]): readonly Asked[] => {
  const rank = ([, field]: Asked): number => (prominenceOf(field) === 'rare' ? 1 : 0);
  return [...list].sort((a, b) => rank(a) - rank(b));
};

/** A choice of topics, and the fields of those that are chosen: one request to the engine, however long the form is. */
function topicProps(list: readonly Asked[], fields: Fields): InputPropertyMap {
  const topics = (Object.keys(GROUPS) as GroupId[]).filter((group) =>
    list.some(([, field]) => groupOf(field) === group),
  );
  return {
    [MORE]: Property.StaticMultiSelectDropdown({
      displayName: 'More Settings',
      description: `Choose topics to show their settings: ${listed(topics.map((group) => GROUPS[group].label))}.`,
      required: false,
      options: { options: topics.map((group) => ({ label: GROUPS[group].label, value: group })) },
    }),
    [SETTINGS]: Property.DynamicProperties({
      auth: assemblyAiAuth,
      displayName: 'Settings',
      description: 'Settings of the chosen topics.',
      required: false,
      refreshers: [MORE],
      props: (answers) => {
        const chosen: unknown = answers[MORE];
        const isChosen = (field: Field): boolean => Array.isArray(chosen) && chosen.includes(groupOf(field));
        return Promise.resolve(
          Object.fromEntries(
            topics.flatMap((group) =>
              list
                .filter(([, field]) => groupOf(field) === group && isChosen(field))
                .map(([key, field]) => [key, propOf(field, fields)] as const),
            ),
          ),
        );
      },
    }),
  };
}

const listed = (names: readonly string[]): string => names.join(', ');

/** A link and a file stand side by side: a file property would fetch the link into memory. */
function own(key: string, field: Field, fields: Fields): [string, Prop][] {
  if (field.kind !== 'media') return [[key, propOf(field, fields)]];
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

export const isSwitchedOn = (answer: unknown): boolean => answer === true || answer === 'true';

/** One property. A condition becomes a closing sentence. */
export function propOf(field: Field, siblings: Fields = {}): Prop {
  const conditions = [
    ...(field.showWhen === undefined ? [] : [`${conditionInWords(field.showWhen, siblings)}`]),
    ...(isForNoWaiting(field) ? ['the step does not wait'] : []),
  ];
  const condition = conditions.length === 0 ? undefined : `Used only when ${conditions.join(' and ')}.`;
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
